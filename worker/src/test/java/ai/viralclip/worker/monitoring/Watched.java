package ai.viralclip.worker.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.FaultyStore;
import ai.viralclip.worker.guarantees.harness.QuickStart;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.local.LocalCertificate;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.PrometheusProcess;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A worker as it ships, a store that misbehaves on request, and a Prometheus with the repository's configuration and
 * its rules in quick motion.
 */
final class Watched implements AutoCloseable {

    /** An hour is a minute. */
    static final int FACTOR = 60;

    private static final Path LOGS = Path.of("target", "monitoring", "live").toAbsolutePath();
    private static final Duration PACE = Duration.ofSeconds(1);

    /** What waits for minutes by default waits for seconds, as the rules do. */
    private static final Map<String, String> QUICK = Map.of(
            "SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", "6000",
            "SPRING_KAFKA_CONSUMER_PROPERTIES_HEARTBEAT_INTERVAL_MS", "500",
            "SPRING_KAFKA_PRODUCER_PROPERTIES_TRANSACTION_TIMEOUT_MS", "6000",
            "CLIP_DELIVERY_FIRST_DELAY", "200ms",
            "CLIP_DELIVERY_MAX_DELAY", "1s",
            "CLIP_SLO_READY_WITHIN", "4s",
            "CLIP_WATCHDOG_NOTHING_FINISHED", "3s");

    final FaultyStore store;
    final PrometheusProcess prometheus;
    final RenderedClips pipeline;
    final OutcomeReader outcomes;
    private final String bootstrapServers;
    private final LocalStore behind;
    private final LocalCertificate certificate;
    private final RenderedFiles files;
    private final Path media;
    private final Path mount;
    private WorkerProcess worker;
    private int clips;

    private Watched(Path directory, String bootstrapServers, LocalStore behind) throws IOException {
        this.bootstrapServers = bootstrapServers;
        this.behind = behind;
        this.certificate = LocalCertificate.in(directory.resolve("tls"));
        this.store = FaultyStore.before(behind, certificate);
        this.media = Files.createDirectories(directory.resolve("media"));
        this.mount = Files.createDirectories(directory.resolve("mount"));
        this.files = new RenderedFiles(media, 7);
        this.pipeline = RenderedClips.connect(bootstrapServers, InstantSource.system());
        this.outcomes = OutcomeReader.start(bootstrapServers, InstantSource.system());
        this.worker = launch(Map.of());
        this.prometheus = PrometheusProcess.start(new PrometheusProcess.Options(
                Rule.MONITORING.resolve("prometheus.yml"),
                new RulesAtPace(FACTOR).files(Rule.MONITORING.resolve("rules"), directory.resolve("rules")),
                List.of("127.0.0.1:" + worker.managementPort()),
                PACE,
                LOGS.resolve("prometheus")));
    }

    /** Starts all but the broker, the worker without waiting for it. */
    static Watched start(Path directory, String bootstrapServers) throws IOException {
        FileSystemUtils.deleteRecursively(LOGS);
        Files.createDirectories(LOGS);
        LocalStore behind = LocalStore.start(
                new LocalStore.Options(directory.resolve("s3"), "clips", "an-access-key", "a-secret-key", false, 0));
        Watched watched = new Watched(directory, bootstrapServers, behind);
        watched.prometheus.awaitReady(Site.SOON);
        return watched;
    }

    /** SIGKILL. */
    void killWorker() {
        worker.killHard();
    }

    /** Another one in the killed one's place, at its port. */
    void replaceWorker() {
        int port = worker.managementPort();
        worker.close();
        worker = launch(Map.of(WorkerProcess.MANAGEMENT_PORT, Integer.toString(port)));
    }

    /** Publishes clips that are as they should be. */
    synchronized List<Rendered> publish(int count) {
        return pipeline.publish(Stream.generate(this::clip).limit(count).toList());
    }

    /** Publishes clips whose files are not of the size that was announced. */
    synchronized List<Rendered> publishBroken(int count) throws IOException {
        List<ClipRendered> broken = Stream.generate(this::clip).limit(count).toList();
        for (ClipRendered clip : broken) {
            Files.write(Path.of(clip.video().uri()), "more".getBytes(UTF_8), StandardOpenOption.APPEND);
        }
        return pipeline.publish(broken);
    }

    /** Publishes a clip whose video lies where nothing is mounted now. */
    List<Rendered> publishUnderTheEmptyRoot() throws IOException {
        ClipRendered clip = new RenderedFiles(mount, 8).render("user0", "mounted", "split", 1, 9_000);
        move(mount, media);
        return pipeline.publish(List.of(clip));
    }

    /** Now it is mounted. */
    void mountTheEmptyRoot() throws IOException {
        move(media, mount);
    }

    private static void move(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(one -> one.getFileName().toString().contains("-mounted-"))
                    .toList()) {
                Files.move(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void close() {
        prometheus.close();
        worker.killHard();
        worker.close();
        outcomes.close();
        pipeline.close();
        store.close();
        behind.close();
    }

    private ClipRendered clip() {
        int n = clips++;
        return files.render("user" + n % 5, "run" + n % 7, "split", n, 9_000);
    }

    private WorkerProcess launch(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(WorkerSettings.environment(bootstrapServers, behind, List.of(media, mount)));
        environment.put("R2_ENDPOINT_URL", store.endpoint().toString());
        environment.putAll(QUICK);
        environment.putAll(more);
        QuickStart quick = QuickStart.ofTheBuild();
        List<String> jvm = Stream.concat(quick.arguments().stream(), WorkerSettings.trusting(certificate).stream())
                .toList();
        return WorkerProcess.start(
                new WorkerProcess.Options(quick.jar(), environment, jvm, LOGS.resolve("worker.log")));
    }
}
