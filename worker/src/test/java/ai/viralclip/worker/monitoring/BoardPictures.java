package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.local.PrometheusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Draws the boards of {@code monitoring/}, dark and light, for whoever asks for it:
 *
 * <pre>npm ci --ignore-scripts --prefix monitoring/boards
 * ./mvnw verify -Dit.test=MonitoringIT -Dfailsafe.failIfNoSpecifiedTests=false -Dmonitoring.pictures=$PWD/monitoring/pictures
 * </pre>
 */
record BoardPictures(Path directory) {

    private static final Path MONITORING =
            Path.of("..", "monitoring").toAbsolutePath().normalize();
    private static final long MINUTES = 5;

    /** Where they were asked for. */
    static Optional<BoardPictures> asked() {
        return Optional.ofNullable(System.getProperty("monitoring.pictures"))
                .map(Path::of)
                .map(BoardPictures::new);
    }

    /** @param range how far back, as Prometheus writes it */
    void draw(PrometheusProcess prometheus, String range) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (String board : List.of("clips-flow", "cost-and-capacity", "kafka-and-settlement")) {
            for (String theme : List.of("dark", "light")) {
                Process drawing = new ProcessBuilder(
                                "node",
                                "draw.mjs",
                                "../grafana/dashboards/" + board + ".json",
                                "--prometheus",
                                prometheus.address().toString(),
                                "--range",
                                range,
                                "--scrape-interval",
                                "1s",
                                "--theme",
                                theme,
                                "--out",
                                directory
                                        .resolve(board + "-" + theme + ".png")
                                        .toAbsolutePath()
                                        .toString())
                        .directory(MONITORING.resolve("boards").toFile())
                        .inheritIO()
                        .start();
                assertThat(drawing.waitFor(MINUTES, TimeUnit.MINUTES) && drawing.exitValue() == 0)
                        .as(board + ", " + theme)
                        .isTrue();
            }
        }
    }
}
