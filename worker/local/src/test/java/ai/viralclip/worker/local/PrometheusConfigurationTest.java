package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrometheusConfigurationTest {

    private static final Path OURS = Path.of("../../monitoring/prometheus.yml");

    @Test
    void targetsRulesAndPaceAreReplacedAndTheRestStays() throws Exception {
        String text = PrometheusConfiguration.of(
                Files.readString(OURS),
                Duration.ofSeconds(1),
                List.of(Path.of("/rules/a.yml"), Path.of("/rules/b$1.yml")),
                List.of("127.0.0.1:1", "127.0.0.1:2"));

        assertThat(text)
                .contains("  scrape_interval: 1000ms\n")
                .contains("  evaluation_interval: 1000ms ")
                .contains("    scrape_timeout: 1000ms\n")
                .contains("\n  - '/rules/a.yml'\n  - '/rules/b$1.yml'\n")
                .contains("      - targets: ['127.0.0.1:1', '127.0.0.1:2']\n")
                .contains("  - job_name: clip-storage-worker\n    metrics_path: /actuator/prometheus\n")
                .doesNotContain("localhost:8081");
    }

    @Test
    void aTemplateThatIsAnotherThanItWasIsRefused() {
        assertThatThrownBy(() -> PrometheusConfiguration.of(
                        "global: {}\n", Duration.ofSeconds(1), List.of(), List.of("127.0.0.1:1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("scrape_interval");
    }
}
