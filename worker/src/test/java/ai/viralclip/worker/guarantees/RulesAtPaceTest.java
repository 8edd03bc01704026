package ai.viralclip.worker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesAtPaceTest {

    private final RulesAtPace pace = new RulesAtPace(60);

    @Test
    void rangesAndPatienceBecomeShorter() {
        assertThat(pace.of("expr: rate(a[5m]) > rate(b[3d])\nfor: 2m\nkeep_firing_for: 1h\n"))
                .isEqualTo("expr: rate(a[5000ms]) > rate(b[4320000ms])\nfor: 2000ms\nkeep_firing_for: 60000ms\n");
    }

    @Test
    void nothingIsLookedAtMoreOftenThanASecond() {
        assertThat(pace.of("interval: 30s # often")).isEqualTo("interval: 1000ms # often");
    }

    @Test
    void namesTextsAndAgesStayAsTheyAre() {
        String rules = "record: job:errors:ratio_rate5m\nsummary: within 30 s, 5m or so\nexpr: age_seconds > 15 * 60\n";
        assertThat(pace.of(rules)).isEqualTo(rules);
    }
}
