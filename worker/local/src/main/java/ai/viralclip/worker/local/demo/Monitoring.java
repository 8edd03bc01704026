package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.PrometheusProcess;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Prometheus beside the demo, with the rules of {@code monitoring/}, and one board drawn of what it saw. What is not
 * installed is said, and left out: the demo shows the rest.
 */
final class Monitoring {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration DRAWN_WITHIN = Duration.ofMinutes(3);
    private static final Pattern GROUP_INTERVAL = Pattern.compile("(?m)^    interval: .*\\R");
    private static final String NODE = "Node is not installed (Debian: apt-get install nodejs npm)";

    private final Path home;
    private final Progress progress;

    /** @param home the project's folder */
    Monitoring(Path home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    /** Starts it, where it is installed; else says what to install. */
    Optional<PrometheusProcess> start(Stage stage, WorkerProcess worker) throws IOException, InterruptedException {
        Optional<Path> program = PrometheusProcess.installed();
        if (program.isEmpty()) {
            progress.line("Prometheus is not installed (Debian: apt-get install " + PrometheusProcess.DEBIAN_PACKAGE
                    + "); going on without");
            return Optional.empty();
        }
        PrometheusProcess prometheus = stage.startPrometheus(program.get(), rules(stage), EVERY);
        prometheus.watch(List.of(worker));
        // Before anything happens: what is there when it first looks has no rate.
        awaitSeen(prometheus, 0);
        return Optional.of(prometheus);
    }

    /** Looked at each second, as everything is here, and not as seldom as is enough for weeks. */
    private List<Path> rules(Stage stage) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (String name : List.of("recording.yml", "alerts.yml")) {
            String rules = Files.readString(home.resolve("monitoring/rules").resolve(name));
            copies.add(Files.writeString(
                    stage.file(name), GROUP_INTERVAL.matcher(rules).replaceAll("")));
        }
        return copies;
    }

    /**
     * Draws the board for operators once Prometheus has seen so many answers; says where, or what is missing for it.
     */
    void draw(PrometheusProcess prometheus, int answers) throws IOException, InterruptedException {
        awaitSeen(prometheus, answers);
        Path boards = home.resolve("monitoring/boards");
        Path picture =
                Files.createDirectories(home.resolve("worker/target/demo")).resolve("clips-flow.svg");
        Path log = picture.resolveSibling("draw.log");
        if (!Files.isDirectory(boards.resolve("node_modules"))
                && !run(boards, log, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")) {
            progress.line("no board drawn: " + NODE + ", or its modules cannot be had: " + log);
            return;
        }
        boolean drawn = run(
                boards,
                log,
                "node",
                "draw.mjs",
                "../grafana/dashboards/clips-flow.json",
                "--prometheus",
                prometheus.address().toString(),
                "--range",
                "1m",
                "--scrape-interval",
                EVERY.toSeconds() + "s",
                "--theme",
                "light",
                "--out",
                picture.toString());
        progress.line(drawn ? "board     " + picture.toUri() : "no board drawn: " + log);
    }

    private static void awaitSeen(PrometheusProcess prometheus, int answers) throws InterruptedException {
        URI address = prometheus.address();
        long deadline = System.nanoTime() + SEEN_WITHIN.toNanos();
        while (prometheus
                .query("sum(clip_ready_total) + sum(clip_failed_total) >= " + answers)
                .isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailure("Prometheus at " + address + " does not see the worker's answers after "
                        + SEEN_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Returns whether the program is there, and did it. */
    private static boolean run(Path in, Path log, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(DRAWN_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
