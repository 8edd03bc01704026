package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A broker, a store over TLS, the pipeline's side and the readers' side; workers come and go between them. */
public final class Rig implements AutoCloseable {

    public static final Duration START = Duration.ofSeconds(90);
    /** Kept after the test, for whoever asks why it failed. */
    public static final Path LOGS = Path.of("target", "rig-logs").toAbsolutePath();

    /** What clusters of brokers make once, to start quicker from then on. */
    static final Path BROKERS_KEPT = Path.of("target", "broker-start").toAbsolutePath();

    public static final Path JAR = Path.of("target", "clip-storage-worker.jar").toAbsolutePath();

    private static final Path BROKERS = Path.of("target", "spare-broker").toAbsolutePath();

    /** Used one after the other, emptied in between. */
    private static final Queue<Broker> SPARE = new ConcurrentLinkedQueue<>();

    /** A worker that is gone is missed as soon as a broker allows by default. */
    private static final Map<String, String> QUICK = Map.of(
            "SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", "6000",
            "SPRING_KAFKA_CONSUMER_PROPERTIES_HEARTBEAT_INTERVAL_MS", "500",
            "SPRING_KAFKA_PRODUCER_PROPERTIES_TRANSACTION_TIMEOUT_MS", "6000");

    private static final List<String> FEW_COMPILED = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    public final Broker broker;
    public final LocalStore store;
    public final RenderedFiles files;
    public final RenderedClips pipeline;
    public final OutcomeReader outcomes;
    private final Path directory;
    private final Path media;
    private final List<WorkerProcess> workers = new ArrayList<>();

    private Rig(Path directory, Broker broker, LocalStore store) throws IOException {
        this.directory = directory;
        this.broker = broker;
        this.store = store;
        this.media = Files.createDirectories(directory.resolve("media"));
        Files.createDirectories(LOGS);
        this.files = new RenderedFiles(media, 42);
        this.pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
        this.outcomes = OutcomeReader.start(broker.bootstrapServers(), InstantSource.system());
    }

    public static Rig start(Path directory) throws IOException {
        Broker spare = SPARE.poll();
        Broker broker = spare == null ? startBroker() : spare;
        LocalStore store = LocalStore.start(
                new LocalStore.Options(directory.resolve("s3"), "clips", "rig-access-key", "rig-secret-key", true, 0));
        return new Rig(directory, broker, store);
    }

    private static Broker startBroker() throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(BROKERS), "broker");
        return Brokers.chosen().one(data);
    }

    /** Starts a worker without waiting for it; its settings are the rig's, and then these. */
    public WorkerProcess launch(Map<String, String> settings) {
        QuickStart quick = QuickStart.ofTheBuild();
        return launch(quick.jar(), settings, quick.arguments());
    }

    /**
     * As it is started in production: {@code java -jar}. C2 compiles what is really hot, and no more: it is short of
     * cores.
     */
    public WorkerProcess launchShipped(Map<String, String> settings, String... jvmArguments) {
        List<String> jvm = new ArrayList<>(FEW_COMPILED);
        jvm.addAll(List.of(jvmArguments));
        return launch(JAR, settings, jvm);
    }

    /**
     * Starts a worker.
     *
     * @param jar the shipped one, or what it was unpacked to
     */
    public WorkerProcess launch(Path jar, Map<String, String> settings, List<String> jvmArguments) {
        Map<String, String> environment =
                new HashMap<>(WorkerSettings.environment(broker.bootstrapServers(), store, List.of(media)));
        environment.putAll(QUICK);
        environment.putAll(settings);
        List<String> jvm = new ArrayList<>(WorkerSettings.jvmArguments(store));
        jvm.addAll(jvmArguments);
        Path log = LOGS.resolve("%s-%d.log".formatted(directory.getFileName(), workers.size()));
        WorkerProcess worker = WorkerProcess.start(new WorkerProcess.Options(jar, environment, jvm, log));
        workers.add(worker);
        return worker;
    }

    public WorkerProcess launch() {
        return launch(Map.of());
    }

    public WorkerProcess launchReady(Map<String, String> settings) {
        WorkerProcess worker = launch(settings);
        worker.awaitReady(START);
        return worker;
    }

    public WorkerProcess launchReady() {
        return launchReady(Map.of());
    }

    public List<Rendered> publish(List<ClipRendered> clips) {
        return pipeline.publish(clips);
    }

    public static List<String> ids(List<Rendered> rendered) {
        return rendered.stream().map(Rendered::id).toList();
    }

    /** Everything that the workers wrote to their logs. */
    public String logs() {
        StringBuilder all = new StringBuilder();
        workers.forEach(worker -> all.append(worker.log()));
        return all.toString();
    }

    @Override
    public void close() {
        for (WorkerProcess worker : workers) {
            if (worker.isAlive()) {
                worker.killHard();
            }
            worker.close();
        }
        outcomes.close();
        pipeline.close();
        store.close();
        broker.restart();
        Emptied.brokers(broker.bootstrapServers());
        SPARE.add(broker);
    }
}
