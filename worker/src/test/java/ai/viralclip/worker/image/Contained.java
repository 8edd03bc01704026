package ai.viralclip.worker.image;

import static ai.viralclip.worker.image.Docker.docker;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.Answer;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.WorkerSettings;
import ai.viralclip.worker.local.training.TrainingClips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A worker in a container, run as it is to be run, with a broker and a store of its own on this machine. */
final class Contained implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path SAMPLES = Docker.ROOT.resolve("worker/samples");

    /** What DEPLOYMENT.md asks for. */
    private static final List<String> HARDENED = List.of(
            "--read-only",
            "--tmpfs",
            "/tmp:exec,mode=1777,size=64m",
            "--cap-drop",
            "ALL",
            "--security-opt",
            "no-new-privileges",
            "--memory",
            "640m");

    private final LocalBroker broker;
    private final LocalStore store;
    private final int port;
    private final String image;
    private final String id;

    private Contained(String image, Path directory) throws IOException {
        this.image = image;
        this.broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("kafka"), 0));
        this.store = LocalStore.start(
                new LocalStore.Options(directory.resolve("store"), "clips", "contained", "contained-secret", true, 0));
        this.port = freePort();
        this.id = docker(run("--detach")).orFail();
    }

    static Contained start(String image, Path directory) throws IOException {
        Path own = Files.createTempDirectory(directory, "contained");
        return new Contained(image, own);
    }

    String id() {
        return id;
    }

    String log() {
        return docker("logs", id).text();
    }

    String state(String format) {
        return docker("inspect", "--format", format, id).orFail();
    }

    /** What its own health check found, as soon as that is more than that it starts. */
    String health() {
        try {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> state("{{.State.Health.Status}} {{.State.Status}}"),
                            said -> !said.equals("starting running"))
                    .split(" ", -1)[0];
        } catch (ConditionTimeoutException e) {
            return state("{{json .State.Health}}");
        }
    }

    String get(String endpoint) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Publishes one sample, and says what became of it. */
    String deliverSample() throws IOException {
        InstantSource clock = InstantSource.system();
        ClipRendered clip = TrainingClips.of(SAMPLES, 1).getFirst();
        try (OutcomeReader outcomes = OutcomeReader.start(broker.bootstrapServers(), clock);
                RenderedClips pipeline = RenderedClips.connect(broker.bootstrapServers(), clock)) {
            String id = pipeline.publish(clip).id();
            outcomes.awaitAnswersTo(Set.of(id), PATIENCE);
            List<Answer> answers = outcomes.answersTo(id);
            return answers.size() == 1 ? answers.getFirst().data().type().topic() : answers.size() + " answers";
        }
    }

    /** How long it takes from the container's start to its first clip. */
    Duration startedWithin() {
        Instant started = Instant.parse(state("{{.State.StartedAt}}"));
        return Duration.between(started, InstantSource.system().instant());
    }

    /** Runs an operators' command in a container of its own. */
    String command(String... arguments) {
        List<String> run = run("--rm");
        run.addAll(List.of(arguments));
        return docker(run).orFail();
    }

    @Override
    public void close() {
        docker("rm", "--force", "--volumes", id);
        store.close();
        broker.close();
    }

    private List<String> run(String how) {
        List<String> command = new ArrayList<>(List.of("run", how, "--network", "host"));
        command.addAll(HARDENED);
        Path trusted = store.certificate().orElseThrow().trustStore();
        command.addAll(List.of("-v", SAMPLES + ":" + SAMPLES + ":ro", "-v", trusted.getParent() + ":/trusted:ro"));
        Map<String, String> settings = WorkerSettings.environment(broker.bootstrapServers(), store, List.of(SAMPLES));
        settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(port));
        settings.put(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=/trusted/" + trusted.getFileName() + " -Djavax.net.ssl.trustStorePassword="
                        + store.trustStorePassword());
        settings.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
        command.addAll(strict(image, List.of()));
        return command;
    }

    /**
     * The image's own command, and a cache that does not fit ends the JVM: else it would start without it, and slowly.
     */
    static List<String> strict(String image, List<String> options) {
        List<String> command = new ArrayList<>(List.of("--entrypoint", "java"));
        command.addAll(options);
        command.addAll(List.of(image, "-XX:AOTMode=on", "-XX:AOTCache=/opt/clip/worker.aot", "@/opt/clip/worker.args"));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
