package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesAtPaceTest {

    private static final int FACTOR = 60;

    private final RulesAtPace pace = new RulesAtPace(FACTOR);

    @TempDir
    Path directory;

    @Test
    void windowsWaitsAndIntervalsAreShorterAndNoneIsBelowASecond() {
        assertThat(pace.text("""
                        groups:
                          - name: a
                            interval: 30s
                            rules:
                              - alert: ClipA
                                expr: rate(clip_a_total[5m]) > 15 * 60 and max_over_time(c[1h30m:1m]) > 2
                                for: 2m
                                keep_firing_for: 5m
                          - interval: 90s
                            name: b
                        """)).isEqualTo("""
                        groups:
                          - name: a
                            interval: 1s
                            rules:
                              - alert: ClipA
                                expr: rate(clip_a_total[5s]) > 15 * 60 and max_over_time(c[90s:1s]) > 2
                                for: 2s
                                keep_firing_for: 5s
                          - interval: 1500ms
                            name: b
                        """);
    }

    @Test
    void ofOurRulesOnlyDurationsChangeAndAllOfThem() throws Exception {
        pace.files(Rule.MONITORING.resolve("rules"), directory);

        List<Rule> before = Rule.all();
        List<Rule> after = Rule.all(directory);
        assertThat(after)
                .extracting(Rule::name)
                .containsExactlyElementsOf(before.stream().map(Rule::name).toList());
        for (int i = 0; i < before.size(); i++) {
            Map<String, Object> slow = before.get(i).fields();
            Map<String, Object> quick = after.get(i).fields();
            assertThat(quick.keySet()).isEqualTo(slow.keySet());
            assertThat(windows(after.get(i)))
                    .isEqualTo(windows(before.get(i)).stream()
                            .map(window -> Math.max(1_000, window / FACTOR))
                            .toList());
            for (String field : List.of("for", "keep_firing_for")) {
                assertThat(millis(after.get(i).field(field)))
                        .as(field)
                        .isEqualTo(millis(before.get(i).field(field)) / FACTOR);
            }
        }
    }

    private static List<Long> windows(Rule rule) {
        return PromQl.parse(rule.expr())
                .selectors()
                .flatMap(selector -> selector.range().stream())
                .map(RulesAtPaceTest::millis)
                .toList();
    }

    private static long millis(String duration) {
        return RulesAtPace.duration(duration).toMillis();
    }
}
