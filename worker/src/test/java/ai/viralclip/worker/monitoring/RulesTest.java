package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules about rules. */
class RulesTest {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", ">", "<", ">=", "<=");
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern DURATION = Pattern.compile("[1-9]\\d*[smhd]");
    private static final Pattern HUMAN = Pattern.compile("\\$value \\| (humanize\\w*|printf \"%\\.0f\") }}");

    private static final Pattern ALERT = Pattern.compile("\\bClip[A-Z]\\w+");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `(Clip\\w+|\\w+:[\\w:]+)` ");

    private final List<Rule> rules = Rule.all();
    private final List<Rule> alerts = Rule.alerts();
    private final KnownMetrics metrics = new KnownMetrics(MetricsTable.read(), rules);

    @Test
    void everyAlertHasWhatWhoeverIsWokenNeeds() {
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.name()).startsWith("Clip");
            assertThat(alert.field("for")).matches(DURATION);
            assertThat(alert.labels().get("severity")).isIn("page", "ticket");
            assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
            assertThat(alert.annotations())
                    .allSatisfy((_, text) -> assertThat((String) text).isNotBlank());
        });
    }

    @Test
    void everyAlertCompares() {
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(PromQl.parse(alert.expr()).all())
                        .as(alert.name())
                        .anyMatch(part ->
                                part instanceof PromQl.Binary binary && COMPARISONS.contains(binary.operator())));
    }

    @Test
    void aValueIsSaidInWordsForPeople() {
        assertThat(alerts)
                .allSatisfy(alert -> alert.annotations()
                        .values()
                        .forEach(text -> assertThat(HUMAN.matcher((String) text).replaceAll(""))
                                .as(alert.name())
                                .doesNotContain("$value")));
    }

    @Test
    void everyExpressionAsksForWhatThereIs() throws IOException {
        ExpressionCheck check = new ExpressionCheck(metrics);
        assertThat(rules)
                .allSatisfy(rule ->
                        assertThat(check.problems(rule.expr())).as(rule.name()).isEmpty());
        Counted.checked("rule-expressions", "rule-expressions=" + rules.size());
    }

    @Test
    void templatesNameLabelsThatTheResultHas() {
        ResultLabels labels = new ResultLabels(metrics);
        assertThat(alerts).allSatisfy(alert -> {
            Set<String> there = new HashSet<>(labels.of(PromQl.parse(alert.expr())));
            there.addAll(alert.labels().keySet());
            assertThat(there)
                    .as(alert.name())
                    .containsAll(alert.annotations().values().stream()
                            .flatMap(text -> LABEL.matcher((String) text).results())
                            .map(found -> found.group(1))
                            .toList());
        });
    }

    @Test
    void everyAlertSaysWhichInstanceWhereItIsAboutOne() {
        ResultLabels labels = new ResultLabels(metrics);
        assertThat(alerts)
                .filteredOn(alert -> labels.of(PromQl.parse(alert.expr())).contains("instance"))
                .allSatisfy(alert -> assertThat((String) alert.annotations().get("description"))
                        .contains("$labels.instance"));
    }

    @Test
    void aRecordedSeriesIsNamedByItsLabelsItsMetricAndWhatWasDone() throws IOException {
        ResultLabels labels = new ResultLabels(metrics);
        List<Rule> recorded = rules.stream().filter(Rule::recorded).toList();
        assertThat(recorded).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.name()).matches("[a-z_]+:clip_[a-z0-9_]+:[a-z0-9_]+");
            assertThat(labels.of(PromQl.parse(rule.expr())))
                    .as(rule.name())
                    .containsExactlyInAnyOrder(rule.name().split(":", -1)[0].split("_", -1));
        });
        Counted.checked("recorded", "recorded=" + recorded.size());
    }

    @Test
    void nothingIsThereTwice() {
        assertThat(rules.stream().map(Rule::name)).doesNotHaveDuplicates();
        assertThat(rules.stream().map(rule -> PromQl.parse(rule.expr()) + " " + rule.labels()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyAlertIsSeenFiringAndNotFiringInATest() throws IOException {
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        Set<String> withoutSeries = new TreeSet<>();
        for (Map<String, Object> test : Rule.tests()) {
            for (Object one : Rule.list(test.getOrDefault("alert_rule_test", List.of()))) {
                Map<String, Object> expected = Rule.map(one);
                String alert = (String) expected.getOrDefault("alertname", "");
                boolean fires = !Rule.list(expected.getOrDefault("exp_alerts", List.of()))
                        .isEmpty();
                (fires ? firing : silent).add(alert);
                if (Rule.list(test.getOrDefault("input_series", List.of())).isEmpty()) {
                    withoutSeries.add(alert);
                }
            }
        }
        Set<String> names = alerts.stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(firing).isEqualTo(names);
        assertThat(silent).isEqualTo(names);
        assertThat(withoutSeries).as("tested without its series").isEqualTo(names);
        Counted.checked("alerts", "alerts=" + names.size());
    }

    @Test
    void theReadmeListsEveryAlertAndEveryRecordedSeries() throws IOException {
        assertThat(LISTED.matcher(Documents.MONITORING.text()).results().map(line -> line.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        rules.stream().map(Rule::name).toList());
    }

    @Test
    void alertsThatSilenceOthersAndAreSilencedAreThere() throws IOException {
        String example = Files.readString(Rule.MONITORING.resolve("alertmanager.yml"));
        assertThat(ALERT.matcher(example).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(alerts.stream().map(Rule::name).toList());
    }

    @Test
    void theReadmeSaysRightlyWhoIsWoken() throws IOException {
        String readme = Documents.MONITORING.text();
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(readme)
                        .contains("| `%s` | %s |"
                                .formatted(alert.name(), alert.labels().get("severity"))));
    }
}
