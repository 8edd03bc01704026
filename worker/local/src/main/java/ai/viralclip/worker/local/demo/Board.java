package ai.viralclip.worker.local.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** One of the boards of {@code monitoring/}, drawn of what Prometheus saw of this run. Nothing of it needs Grafana. */
final class Board {

    private static final String NAME = "clips-flow";
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path home;
    private final Path log;
    private final Function<String, Optional<Path>> programs;
    private final Progress progress;

    /**
     * One that is not drawn yet.
     *
     * @param home the repository
     * @param log what the programs write is appended to it
     * @param programs where a program of this name is
     */
    Board(Path home, Path log, Function<String, Optional<Path>> programs, Progress progress) {
        this.home = home;
        this.log = log;
        this.programs = programs;
        this.progress = progress;
    }

    /** The picture; empty where something that it takes is missing, which is said. A page where a browser is. */
    Optional<Path> draw(URI prometheus) throws IOException {
        Path board = home.resolve("monitoring/grafana/dashboards/" + NAME + ".json");
        if (!Files.exists(board) || !Files.exists(drawing().resolve("draw.mjs"))) {
            return nothing("there is no " + board);
        }
        Optional<Path> node = programs.apply("node");
        if (node.isEmpty()) {
            return nothing("node is not installed (Debian package: nodejs)");
        }
        if (!hasModules()) {
            return Optional.empty();
        }
        Path picture = home.resolve("worker/target/demo/" + NAME + (hasBrowser() ? ".png" : ".html"));
        Files.createDirectories(picture.getParent());
        Files.deleteIfExists(picture);
        boolean drawn = progress.step(
                "drawing a board",
                () -> run(List.of(
                        node.get().toString(),
                        "draw.mjs",
                        board.toString(),
                        "--prometheus",
                        prometheus.toString(),
                        "--range",
                        "2m",
                        "--scrape-interval",
                        "1s",
                        "--theme",
                        "light",
                        "--out",
                        picture.toString())),
                _ -> {});
        return drawn && Files.exists(picture) ? Optional.of(picture) : nothing("draw.mjs failed: " + lastOfLog());
    }

    private Path drawing() {
        return home.resolve("monitoring/boards");
    }

    /** Fetched once; they stay. */
    private boolean hasModules() throws IOException {
        if (Files.isDirectory(drawing().resolve("node_modules"))) {
            return true;
        }
        Optional<Path> npm = programs.apply("npm");
        if (npm.isEmpty()) {
            nothing("npm is not installed (Debian package: npm)");
            return false;
        }
        boolean fetched = progress.step(
                "fetching what draws it (npm ci in monitoring/boards, once)",
                () -> run(List.of(npm.get().toString(), "ci")),
                _ -> {});
        if (!fetched) {
            nothing("npm ci in monitoring/boards failed: " + lastOfLog());
        }
        return fetched;
    }

    private boolean hasBrowser() {
        if (BROWSERS.stream().anyMatch(browser -> programs.apply(browser).isPresent())) {
            return true;
        }
        progress.line("board     as a page, not as a picture: no Chromium is installed (Debian package: chromium)");
        return false;
    }

    private boolean run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(drawing().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    private Optional<Path> nothing(String why) {
        progress.line("board     not drawn: " + why);
        return Optional.empty();
    }

    private String lastOfLog() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).reduce("it said nothing", (_, last) -> last);
        }
    }
}
