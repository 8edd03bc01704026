package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrometheusProcessIT {

    private static final Path OURS = Path.of("../../monitoring/prometheus.yml");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @BeforeEach
    void isInstalled() {
        assumeTrue(PrometheusProcess.installed().isPresent(), PrometheusProcess.MISSING);
    }

    @Test
    void asksItsTargetsReckonsItsRulesAndEndsWhenClosed() throws Exception {
        PrometheusProcess prometheus = start("up == 0");
        try (prometheus) {
            prometheus.awaitReady(LIMIT);

            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> prometheus.query("up").size() == 1
                            && prometheus.alerts().size() == 1);
            assertThat(prometheus
                            .query("up")
                            .path(0)
                            .path("metric")
                            .path("instance")
                            .asString())
                    .isEqualTo("127.0.0.1:1");
            assertThat(prometheus
                            .alerts()
                            .path(0)
                            .path("labels")
                            .path("alertname")
                            .asString())
                    .isEqualTo("Down");
            assertThatThrownBy(() -> prometheus.query("up{"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("parse error");
        }
        assertThat(prometheus.isAlive()).isFalse();
    }

    @Test
    void aStartThatFailsSaysWhereTheLogIs() throws Exception {
        try (PrometheusProcess prometheus = start("up ==")) {
            assertThatThrownBy(() -> prometheus.awaitReady(LIMIT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("prometheus.log");
        }
    }

    private PrometheusProcess start(String expression) throws IOException {
        Path rules = Files.writeString(
                directory.resolve("rules of mine.yml"),
                "groups: [{name: mine, rules: [{alert: Down, expr: '" + expression + "'}]}]");
        return PrometheusProcess.start(new PrometheusProcess.Options(
                OURS, List.of(rules), List.of("127.0.0.1:1"), Duration.ofSeconds(1), directory.resolve("prometheus")));
    }
}
