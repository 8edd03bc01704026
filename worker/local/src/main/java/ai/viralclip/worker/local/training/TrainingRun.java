package ai.viralclip.worker.local.training;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has the worker that a command starts store fifty clips, over TLS, and ends it in good order: {@code TrainingRun
 * SAMPLES COMMAND...}. The command says what is recorded, such as {@code java -XX:AOTCacheOutput=FILE ...}.
 */
final class TrainingRun {

    private static final int CLIPS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final long LOOK_EVERY_MILLIS = 200;

    /** As often as it would be looked at within a minute or two. */
    private static final int LOOKS = 10;

    private static final String ACTUATOR = "http://127.0.0.1:8081/actuator/";

    private final Path samples;
    private final List<String> command;

    private TrainingRun(Path samples, List<String> command) {
        this.samples = samples;
        this.command = command;
    }

    static void main(String[] args) throws IOException, InterruptedException {
        List<String> command = List.of(args).subList(1, args.length);
        new TrainingRun(Path.of(args[0]).toRealPath(), command).run(Files.createTempDirectory("training"));
        System.exit(0);
    }

    private void run(Path directory) throws IOException, InterruptedException {
        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("kafka"), 0));
                LocalStore store = LocalStore.start(new LocalStore.Options(
                        directory.resolve("store"), "clips", "training", "training-secret", true, 0))) {
            Process worker = start(broker, store);
            try {
                awaitReady(worker);
                deliver(broker.bootstrapServers());
                look();
            } finally {
                worker.destroy(); // what is recorded is written as it ends
            }
            if (!worker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                worker.destroyForcibly();
                throw new IOException("the worker does not end");
            }
        }
    }

    private Process start(LocalBroker broker, LocalStore store) throws IOException {
        List<String> trusting = new ArrayList<>(command);
        trusting.addAll(1, WorkerSettings.jvmArguments(store));
        ProcessBuilder builder = new ProcessBuilder(trusting).inheritIO();
        builder.environment().putAll(WorkerSettings.environment(broker.bootstrapServers(), store, List.of(samples)));
        return builder.start();
    }

    private void deliver(String bootstrapServers) throws IOException {
        InstantSource clock = InstantSource.system();
        List<ClipRendered> clips = TrainingClips.of(samples, CLIPS);
        try (OutcomeReader outcomes = OutcomeReader.start(bootstrapServers, clock);
                RenderedClips pipeline = RenderedClips.connect(bootstrapServers, clock)) {
            List<String> ids =
                    pipeline.publish(clips).stream().map(Rendered::id).toList();
            if (!outcomes.awaitAnswersTo(ids, PATIENCE)) {
                throw new IOException("not every clip was answered");
            }
            System.out.println("trained with " + outcomes.ready().size() + " clips that became ready and "
                    + outcomes.failed().size() + " that failed");
        }
    }

    private static void awaitReady(Process worker) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers("health/readiness")) {
            if (worker.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IOException("the worker does not become ready");
            }
        }
    }

    /** As orchestrator and Prometheus do. */
    private static void look() throws IOException, InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            for (String endpoint : List.of("health/readiness", "health/liveness", "prometheus")) {
                if (!answers(endpoint)) {
                    throw new IOException("the worker is not well: " + endpoint);
                }
            }
        }
    }

    private static boolean answers(String endpoint) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(ACTUATOR + endpoint)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException nobody) {
            return false;
        }
    }
}
