package ai.viralclip.worker.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus' own checks of the rules, and the rules' own tests. */
class RuleUnitTest {

    private static final String MISSING = "promtool is not installed (Debian package: prometheus)";
    private static final Set<String> PASSED = new ConcurrentSkipListSet<>();

    @Test
    void prometheusTakesTheConfiguration() throws IOException, InterruptedException {
        promtool("check", "config", "prometheus.yml");
    }

    @Test
    void prometheusTakesTheRules() throws IOException, InterruptedException {
        promtool("check", "rules", "rules/alerts.yml", "rules/recording.yml");
    }

    @ParameterizedTest
    @MethodSource("tests")
    void everyRuleDoesWhatItsTestsExpect(String file) throws IOException, InterruptedException {
        Path written = RuleGroups.written(file, Path.of("target", "monitoring", "rules", file));
        promtool("test", "rules", written.toAbsolutePath().toString());
        PASSED.add(file);
    }

    @AfterAll
    static void count() throws IOException {
        if (PASSED.size() == tests().size()) {
            Counted.checked("rule-tests", "rule-tests=" + Rule.tests().size());
        }
    }

    static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(Rule.MONITORING.resolve("rules/tests"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Process start(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .directory(Rule.MONITORING.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Counted.skipped("rule-tests", MISSING);
            Assumptions.abort(MISSING);
            throw e;
        }
    }
}
