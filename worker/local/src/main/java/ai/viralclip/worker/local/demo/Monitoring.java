package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.OnPath;
import ai.viralclip.worker.local.PrometheusProcess;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What {@code --monitoring} adds: a Prometheus that watches the worker by the repository's rules, and a board. */
final class Monitoring {

    /** A short run is to show something. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LOOKED_WITHIN = Duration.ofSeconds(15);

    private final Path home;
    private final Workspace workspace;
    private final Progress progress;
    private final InstantSource clock;

    Monitoring(Path home, Workspace workspace, Progress progress, InstantSource clock) {
        this.home = home;
        this.workspace = workspace;
        this.progress = progress;
        this.clock = clock;
    }

    /** What is to be started to watch a worker. */
    PrometheusProcess.Options watching(WorkerProcess worker) throws IOException {
        Path monitoring = home.resolve("monitoring");
        try (Stream<Path> rules = Files.list(monitoring.resolve("rules"))) {
            return new PrometheusProcess.Options(
                    monitoring.resolve("prometheus.yml"),
                    rules.filter(file -> file.toString().endsWith(".yml"))
                            .sorted()
                            .toList(),
                    List.of("127.0.0.1:" + worker.managementPort()),
                    PACE,
                    workspace.prometheus());
        }
    }

    /** Draws what Prometheus saw until now; the picture, where one could be drawn. */
    Optional<Path> board(PrometheusProcess prometheus) throws IOException, InterruptedException {
        progress.live("waiting for Prometheus to look once more ...");
        Instant deadline = clock.instant().plus(LOOKED_WITHIN);
        Instant now = clock.instant();
        while (lastLook(prometheus).isBefore(now) && clock.instant().isBefore(deadline)) {
            Thread.sleep(LOOK_EVERY);
        }
        Optional<Path> picture = new Board(home, workspace.logs().resolve("board.log"), OnPath::find, progress)
                .draw(prometheus.address());
        picture.ifPresent(file -> progress.line("board     " + file));
        return picture;
    }

    private static Instant lastLook(PrometheusProcess prometheus) {
        JsonNode seconds = prometheus
                .query("max(timestamp(up == 1))")
                .path(0)
                .path("value")
                .path(1);
        return Instant.ofEpochMilli((long) (Double.parseDouble(seconds.asString("0")) * 1000));
    }
}
