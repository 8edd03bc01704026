package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.worker.monitoring.PromQl.Aggregation;
import ai.viralclip.worker.monitoring.PromQl.Binary;
import ai.viralclip.worker.monitoring.PromQl.Call;
import ai.viralclip.worker.monitoring.PromQl.Literal;
import ai.viralclip.worker.monitoring.PromQl.Matcher;
import ai.viralclip.worker.monitoring.PromQl.Selector;
import ai.viralclip.worker.monitoring.PromQlToken.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    private static final KnownMetrics METRICS = new KnownMetrics(
            new MetricsTable(List.of(
                    new MetricsTable.Row("clip_failed_total", "counter", Map.of("reason", Optional.empty())),
                    new MetricsTable.Row("clip_step_seconds", "histogram", Map.of("step", Optional.empty())),
                    new MetricsTable.Row("clip_halted", "gauge", Map.of()),
                    new MetricsTable.Row("clip_halt_reason", "gauge", Map.of("reason", Optional.empty())))),
            List.of());

    @Test
    void wordsAreToldApart() {
        assertThat(PromQlToken.all("a:b_c{x!~\"d|}\"}[5m] >= 1.5e6 # > 2\n* 1h30m"))
                .containsExactly(
                        new PromQlToken(Kind.NAME, "a:b_c"),
                        new PromQlToken(Kind.SIGN, "{"),
                        new PromQlToken(Kind.NAME, "x"),
                        new PromQlToken(Kind.SIGN, "!~"),
                        new PromQlToken(Kind.STRING, "d|}"),
                        new PromQlToken(Kind.SIGN, "}"),
                        new PromQlToken(Kind.RANGE, "[5m]"),
                        new PromQlToken(Kind.SIGN, ">="),
                        new PromQlToken(Kind.NUMBER, "1.5e6"),
                        new PromQlToken(Kind.SIGN, "*"),
                        new PromQlToken(Kind.NUMBER, "1h30m"));
    }

    @Test
    void aBoardsVariablesAreWords() {
        assertThat(PromQl.parse("rate(a_total{instance=~\"$instance\"}[$__rate_interval])"))
                .isEqualTo(new Call(
                        "rate",
                        List.of(new Selector(
                                "a_total",
                                List.of(new Matcher("instance", "=~", "$instance")),
                                Optional.of("[$__rate_interval]")))));
    }

    @Test
    void operatorsBindAsTheyDoForPrometheus() {
        assertThat(PromQl.parse("a > 2 * b and c")).satisfies(whole -> {
            Binary and = (Binary) whole;
            assertThat(and.operator()).isEqualTo("and");
            assertThat(((Binary) and.left()).operator()).isEqualTo(">");
            assertThat(((Binary) ((Binary) and.left()).right()).operator()).isEqualTo("*");
        });
        assertThat(((Binary) PromQl.parse("1 - 2 - 3")).right()).isEqualTo(new Literal("3"));
        assertThat(((Binary) PromQl.parse("a / (b + c)")).operator()).isEqualTo("/");
    }

    @Test
    void aGroupingMayStandBeforeAndBehind() {
        assertThat(PromQl.parse("sum by (x, y) (a)")).isEqualTo(PromQl.parse("sum(a) by (x, y)"));
        assertThat(((Aggregation) PromQl.parse("max without (x) (a)"))
                        .grouping()
                        .without())
                .isTrue();
    }

    @Test
    void whatIsNoExpressionIsSaidToBeNone() {
        for (String broken : List.of("sum by (x", "a >", "rate(a[5m]", "a b", "§", "")) {
            assertThatThrownBy(() -> PromQl.parse(broken)).as(broken).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everySelectorIsFound() {
        assertThat(PromQl.parse("sum(a) / on (x) (b > 0) unless -c offset 5m or histogram_quantile(0.9, d)")
                        .selectors()
                        .map(Selector::metric))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aResultHasTheLabelsThatItsExpressionKeeps() {
        assertThat(labels("clip_halted == 1")).containsExactlyInAnyOrder("job", "instance", "application");
        assertThat(labels("sum by (job, reason) (increase(clip_failed_total[1h])) > 0"))
                .containsExactlyInAnyOrder("job", "reason");
        assertThat(labels("sum by (job, instance) (clip_failed_total) / on (job) sum by (job) (clip_halted)"))
                .containsExactly("job");
        assertThat(labels("clip_halted * on (job, instance) group_left (reason) clip_halt_reason"))
                .contains("instance", "reason");
        assertThat(labels("max by (job) (clip_halted) == 1 and on (job) clip_halt_reason"))
                .containsExactly("job");
        assertThat(labels("sum by (job, reason) (clip_failed_total) or max by (job) (clip_halted)"))
                .containsExactly("job");
        assertThat(labels("histogram_quantile(0.9, sum by (le, step) (rate(clip_step_seconds_bucket[5m])))"))
                .containsExactly("step");
        assertThat(labels("1 - max without (instance, application) (clip_halted)"))
                .containsExactly("job");
        assertThat(labels("absent(clip_halted == 1)")).isEmpty();
        assertThat(labels("min by (job) (clip_halted) - time() < 7 * 86400")).containsExactly("job");
    }

    @Test
    void aLabelThatIsGroupedByAndNotThereIsNotInTheResult() {
        assertThat(labels("sum by (job, reason) (clip_halted)")).containsExactly("job");
    }

    private static Set<String> labels(String expression) {
        return new ResultLabels(METRICS).of(PromQl.parse(expression));
    }
}
