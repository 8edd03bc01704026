package ai.viralclip.worker.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart by Helm itself: linted, rendered by four sets of values, validated, and refusing what it is to refuse. */
class ChartIT {

    private static final Path COUNTED = Path.of("target", "deploy");

    private static JsonNode report = MissingNode.getInstance();

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        Optional<String> missing = ChartCheck.missing();
        if (missing.isPresent()) {
            tell("chart.skipped", missing.get());
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing.orElse(""));
        report = ChartCheck.report();
    }

    @AfterAll
    static void count() throws IOException {
        if (!report.isMissingNode()) {
            tell(
                    "chart.count",
                    "chart-objects=%d value-sets=%d refused=%d"
                            .formatted(counted("objects"), counted("lint"), counted("refused")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "objects", "workload", "refused", "one-source", "described", "rules", "scaling"})
    void nothingIsWrongOf(String section) {
        JsonNode found = report.path("sections").path(section);
        Assumptions.assumeFalse(found.has("missing"), found.path("missing").asText());
        assertThat(found.path("problems").isArray()).isTrue();
        assertThat(found.path("problems")).isEmpty();
    }

    @Test
    void everyObjectThatIsAskedForIsThere() {
        assertThat(texts("kinds"))
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "PrometheusRule",
                        "ScaledObject",
                        "Service",
                        "ServiceAccount",
                        "ServiceMonitor");
    }

    @Test
    void everySettingOfTheChartIsOneOfTheWorkersOrOfItsLibraries() throws IOException {
        KnownSettings known = KnownSettings.read();
        assertThat(texts("settings"))
                .isNotEmpty()
                .filteredOn(name -> !known.has(name))
                .isEmpty();
    }

    @Test
    void everySettingOfTheWorkerIsOneOfTheChartsOrASecret() throws IOException {
        Set<String> settings = new TreeSet<>(KnownSettings.read().own());
        settings.removeAll(KnownSettings.SECRETS);
        assertThat(texts("settings")).containsAll(settings);
    }

    @Test
    void theReadmeNamesEverySettingOfTheChart() throws IOException {
        SettingsTable table = SettingsTable.read();
        assertThat(texts("settings"))
                .filteredOn(name -> name.matches("(CLIP|R2)_.*"))
                .isNotEmpty()
                .filteredOn(name -> !table.names(name))
                .isEmpty();
    }

    private static int counted(String section) {
        return report.path("sections").path(section).path("count").asInt();
    }

    private static Set<String> texts(String field) {
        return report.path(field).valueStream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void tell(String file, String line) throws IOException {
        Files.writeString(Files.createDirectories(COUNTED).resolve(file), line + "\n");
    }
}
