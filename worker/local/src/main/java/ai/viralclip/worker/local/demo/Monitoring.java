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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What {@code --monitoring} adds: a Prometheus that watches the worker by the repository's rules, and a board. */
final class Monitoring {

    /** A short run is to show something. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final Pattern INTERVAL = Pattern.compile("(?m)^( *interval: )\\S+");
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
        return new PrometheusProcess.Options(
                home.resolve("monitoring/prometheus.yml"),
                rules(),
                List.of("127.0.0.1:" + worker.managementPort()),
                PACE,
                workspace.prometheus());
    }

    /** Waits until Prometheus looks at the worker once more: it knows then what has happened until now. */
    void awaitLook(PrometheusProcess prometheus) throws InterruptedException {
        Instant now = clock.instant();
        progress.live("waiting for Prometheus to look ...");
        while (lastLook(prometheus).isBefore(now) && clock.instant().isBefore(now.plus(LOOKED_WITHIN))) {
            Thread.sleep(LOOK_EVERY);
        }
        progress.live("");
    }

    /** Draws what Prometheus saw until now, where it can be drawn. */
    void board(PrometheusProcess prometheus) throws IOException, InterruptedException {
        awaitLook(prometheus);
        new Board(home, workspace.logs().resolve("board.log"), OnPath::find, progress)
                .draw(prometheus.address())
                .ifPresent(file -> progress.line("board     " + file));
    }

    /** As they are, and reckoned as often as Prometheus looks: the demo does not last for half a minute. */
    private List<Path> rules() throws IOException {
        Path paced = Files.createDirectories(workspace.prometheus().resolve("rules"));
        List<Path> rules = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("monitoring/rules"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                String text = INTERVAL.matcher(Files.readString(file)).replaceAll("$1" + PACE.toSeconds() + "s");
                rules.add(Files.writeString(paced.resolve(file.getFileName()), text));
            }
        }
        return rules;
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
