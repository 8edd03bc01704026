package ai.viralclip.worker.guarantees.scenarios;

import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.cli.RequestRefused;
import ai.viralclip.worker.guarantees.harness.FaultyStore;
import ai.viralclip.worker.guarantees.harness.KafkaTap;
import ai.viralclip.worker.guarantees.harness.OtherWriter;
import ai.viralclip.worker.guarantees.harness.PresignedReader;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.SpareBrokers;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.guarantees.promises.Aftermath;
import ai.viralclip.worker.guarantees.promises.Guarantees;
import ai.viralclip.worker.guarantees.promises.Published;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.local.BrokerCluster;
import ai.viralclip.worker.local.LocalCertificate;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Where a scenario takes place: brokers behind taps, a store behind a fault proxy, the pipeline's side and the readers'
 * side, all real; the guarantees listen.
 */
public final class Arena implements AutoCloseable {

    private static final String ACCESS_KEY = "arena-access-key";
    private static final String SECRET_KEY = "arena-secret-key";
    private static final Duration CAUGHT_UP = Duration.ofSeconds(30);
    private static final Duration ALL_ANSWERED = Duration.ofMinutes(10);
    /** So many replicas has everything: any of them may be killed. */
    private static final int REPLICATED = 3;

    public final BrokerCluster brokers;
    final KafkaTap tap;
    public final FaultyStore store;
    public final Crew crew;
    public final RenderedFiles files;
    final RenderedClips pipeline;
    public final OutcomeReader outcomes;
    public final Guarantees guarantees;
    final Path media;
    final SpareBrokers lent;
    private final LocalStore behind;
    private final PresignedReader reader;
    private final AtomicInteger brokerKills = new AtomicInteger();
    private volatile boolean broken;

    private Arena(Path directory, SpareBrokers lent, Map<String, String> settings) throws IOException {
        Path logs = Files.createDirectories(Rig.LOGS.resolve(directory.getFileName()));
        this.media = Files.createDirectories(directory.resolve("media"));
        this.files = new RenderedFiles(media, Rounds.seed());
        this.lent = lent;
        this.tap = lent.tap();
        this.brokers = lent.brokers();
        this.behind = LocalStore.start(
                new LocalStore.Options(directory.resolve("s3"), "clips", ACCESS_KEY, SECRET_KEY, false, 0));
        LocalCertificate certificate = LocalCertificate.in(directory.resolve("tls"));
        this.store = FaultyStore.before(behind, certificate);
        this.reader = new PresignedReader(certificate);
        this.guarantees = new Guarantees(reader, behind.objects());
        this.crew = new Crew(environment(settings), WorkerSettings.trusting(certificate), logs);
        this.pipeline = RenderedClips.connect(brokers.innerServers(), InstantSource.system());
        this.outcomes = OutcomeReader.start(brokers.innerServers(), InstantSource.system(), guarantees::onAnswer);
    }

    public static Arena open(Path directory) throws IOException {
        return open(directory, Map.of());
    }

    /**
     * With one broker in every build, and three at length: three take a quarter of the processor from all others.
     *
     * @param settings of the workers, beside the arena's own
     */
    public static Arena open(Path directory, Map<String, String> settings) throws IOException {
        return new Arena(directory, SpareBrokers.take(Rounds.count() > 1 ? REPLICATED : 1), settings);
    }

    /** With three brokers in every build: where brokers are what fails. */
    static Arena replicated(Path directory) throws IOException {
        return new Arena(directory, SpareBrokers.take(REPLICATED), Map.of());
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all =
                new HashMap<>(WorkerSettings.environment(brokers.bootstrapServers(), behind, List.of(media)));
        all.put("R2_ENDPOINT_URL", store.endpoint().toString());
        all.put("CLIP_TOPICS_REPLICATION_FACTOR", Integer.toString(lent.count()));
        all.putAll(Crew.QUICK);
        all.putAll(more);
        return all;
    }

    /** Publishes clips that were rendered now, and must become ready. */
    public List<Rendered> publish(List<ClipRendered> clips) {
        return publish(clips, Fate.READY);
    }

    public List<Rendered> publish(List<ClipRendered> clips, Fate fate) {
        List<Rendered> events = clips.stream().map(pipeline::renderNow).toList();
        publishAgain(events, fate);
        return events;
    }

    /** Publishes events as they are: those that were published before become further records of the same event. */
    void publishAgain(List<Rendered> events, Fate fate) {
        events.forEach(event -> guarantees.onRendered(new Published(event, fate)));
        pipeline.publishAsIs(events);
    }

    /** Publishes under keys that are not the contract's: a run's events spread over partitions. */
    void publishWrongly(List<ClipRendered> clips, Function<Rendered, String> key) {
        List<Rendered> events = clips.stream().map(pipeline::renderNow).toList();
        events.forEach(event -> guarantees.onRendered(new Published(event, Fate.READY)));
        pipeline.publishKeyed(events, key);
    }

    /** Has a user purged. What of the user was published by now must be gone in the end. */
    public CompletableFuture<PurgeCompleted> purge(String uid) {
        return CompletableFuture.supplyAsync(() -> {
            try (RequestClient client = RequestClient.connect(
                    Map.of("bootstrap.servers", brokers.innerServers()), InstantSource.system())) {
                PurgeCompleted receipt = client.purge(
                        new PurgeRequested(new Uid(uid), Optional.empty(), Optional.of(false)), ALL_ANSWERED);
                outcomes.catchUp(CAUGHT_UP);
                guarantees.onPurged(receipt);
                return receipt;
            } catch (RequestRefused | IllegalStateException e) {
                guarantees.onUnanswered("the purge of " + uid);
                throw new IllegalStateException(e);
            }
        });
    }

    /** SIGKILL for a broker. */
    void killBroker(int index) {
        brokerKills.incrementAndGet();
        brokers.kill(index);
    }

    /** Where a broker keeps its logs. */
    Path data(int broker) {
        return lent.directory().resolve("broker-" + broker).resolve("data");
    }

    /** Workers and brokers that were killed with SIGKILL. */
    int kills() {
        return brokerKills.get() + crew.kills();
    }

    /** The workers that own partitions now. */
    List<Worker> owners() {
        Set<String> clients = brokers.owners("clip-storage-worker");
        return crew.alive().stream()
                .filter(worker -> clients.stream().anyMatch(client -> client.startsWith(worker.name())))
                .toList();
    }

    /** Waits until so many answers were seen. */
    void awaitAnswers(int count) {
        await().atMost(ALL_ANSWERED)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> outcomes.answers().size() >= count);
    }

    /** Whether all that was published of this user is. */
    boolean answered(String uid) {
        return guarantees.isAnswered(event -> event.event().clip().uid().value().equals(uid));
    }

    /** A program of somebody else, at the store itself: no fault of the proxy's is its. */
    OtherWriter otherWriter(String name, List<String> keys) throws IOException {
        return new OtherWriter(name, behind, keys, Rounds.random(name));
    }

    /** The store itself, for what a pipeline puts there. */
    LocalStore behind() {
        return behind;
    }

    /** Where an object's bytes are. */
    Path object(String key) {
        return behind.objects().resolve(key);
    }

    boolean stores(String uid) throws IOException {
        return !Stored.objects(behind.objects(), "users/" + uid).isEmpty();
    }

    public void awaitAllAnswered() {
        await("NOTHING_LOST: an answer to every record").atMost(ALL_ANSWERED).until(guarantees::isEverythingAnswered);
    }

    /** How the scenario ends: every record is answered, and every guarantee held. */
    void conclude(Verdict.Scenario scenario, int faults) {
        Verdict verdict = Verdict.of(this, scenario, faults);
        broken = !verdict.broken().isEmpty();
        verdict.assertHeld();
    }

    /** What is there now, once nothing is at work any more, or time is up. */
    Aftermath aftermath() {
        outcomes.catchUp(CAUGHT_UP);
        return new Aftermath(
                behind.objects(),
                outcomes.deadLetters(),
                crew.told(),
                crew.ledgers(),
                Behind.groups(brokers.innerServers()),
                List.of(SECRET_KEY, ACCESS_KEY, "X-Amz-Signature", "X-Amz-Credential"));
    }

    @Override
    public void close() {
        crew.close();
        outcomes.close();
        pipeline.close();
        guarantees.close();
        reader.close();
        store.close();
        behind.close();
        lent.giveBack(broken);
    }
}
