package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.PrometheusProcess;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything that runs: broker and store in this process, the worker in its own. Ended in the opposite order. */
final class Stage implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(40);

    private final PageOfTheDemo page = PageOfTheDemo.withTokensOfItsOwn();
    private final Workspace workspace;
    private final Progress progress;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private volatile boolean ending;

    Stage(Workspace workspace, Progress progress) {
        this.workspace = workspace;
        this.progress = progress;
    }

    LocalBroker startBroker() {
        return progress.step(
                "starting the broker (Kafka, in this process)",
                () -> started(LocalBroker.start(new LocalBroker.Options(workspace.broker(), 0))),
                broker -> progress.line("broker    " + broker.bootstrapServers()));
    }

    LocalStore startStore(boolean tls) throws IOException {
        String secret = UUID.randomUUID().toString();
        return progress.step(
                "starting the store (S3, in this process)",
                () -> started(
                        LocalStore.start(new LocalStore.Options(workspace.store(), "clips", "demo", secret, tls, 0))),
                store -> progress.line("store     " + store.endpoint() + ", bucket " + store.bucket()));
    }

    /** Where the pipeline offers its media on the web, if it does. */
    Optional<MediaSite> startSite(MediaOffer source) throws IOException {
        return source != MediaOffer.HTTPS
                ? Optional.empty()
                : Optional.of(progress.step(
                        "starting the media's web server (TLS, in this process)",
                        () -> started(MediaSite.start(workspace.site())),
                        site -> progress.line("media     https://" + site.host())));
    }

    WorkerProcess startWorker(
            Path jar,
            LocalBroker broker,
            LocalStore store,
            List<Path> roots,
            Map<String, String> settings,
            Duration limit) {
        Map<String, String> environment =
                new HashMap<>(WorkerSettings.environment(broker.bootstrapServers(), store, roots));
        environment.putAll(settings);
        environment.putAll(page.environment());
        WorkerProcess.Options options =
                new WorkerProcess.Options(jar, environment, WorkerSettings.jvmArguments(store), workspace.workerLog());
        return progress.step(
                "starting the worker (" + jar.getFileName() + ", its own process)",
                () -> {
                    WorkerProcess worker = started(WorkerProcess.start(options));
                    worker.awaitReady(limit);
                    return worker;
                },
                worker -> progress.line("worker    ready, process " + worker.pid()));
    }

    /** Empty where it is not installed: all else goes on without it. */
    Optional<PrometheusProcess> startPrometheus(PrometheusProcess.Options options, Duration limit) throws IOException {
        if (PrometheusProcess.installed().isEmpty()) {
            progress.line("monitoring left out: " + PrometheusProcess.MISSING);
            return Optional.empty();
        }
        return Optional.of(progress.step(
                "starting Prometheus (its own process)",
                () -> {
                    PrometheusProcess prometheus = started(PrometheusProcess.start(options));
                    prometheus.awaitReady(limit);
                    return prometheus;
                },
                prometheus -> progress.line("metrics   " + prometheus.address() + ", Prometheus")));
    }

    /** The worker's, for whoever sits before the demo. */
    PageOfTheDemo page() {
        return page;
    }

    boolean isEnding() {
        return ending;
    }

    @Override
    public void close() {
        ending = true;
        synchronized (running) {
            while (!running.isEmpty()) {
                end(running.pop());
            }
        }
        workspace.close();
    }

    /** Remembered at once: Ctrl-C may come while the next thing starts. */
    private <T extends AutoCloseable> T started(T server) {
        synchronized (running) {
            running.push(server);
        }
        return server;
    }

    private void end(AutoCloseable server) {
        try {
            if (server instanceof WorkerProcess worker && !worker.terminate(GRACE)) {
                progress.line("the worker did not end within " + GRACE.toSeconds() + " s of SIGTERM; it is killed");
            }
            server.close();
        } catch (Exception e) { // AutoCloseable's own; the others are to be ended all the same
            progress.line("not ended in good order: " + e.getMessage());
        }
    }
}
