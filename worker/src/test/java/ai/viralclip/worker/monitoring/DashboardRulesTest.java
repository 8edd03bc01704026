package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is seen to bite: a good board with one thing wrong has one problem. */
class DashboardRulesTest {

    private static final int FIRST = 0;
    private static final int SECOND = 1;

    @Test
    void whatTheBoardItselfLacks() {
        assertThat(problems(board -> board.put("uid", "3"))).containsExactly("the board's uid is not a stable name: 3");
        assertThat(problems(board -> board.put("id", 3)))
                .containsExactly("the board has an id, which is one Grafana's own");
        assertThat(problems(board -> board.put("title", ""))).containsExactly("the board has no title");
        assertThat(problems(board -> board.putArray("tags")))
                .contains("the board has no tag", "no link to the other boards that keeps time and variables");
        assertThat(problems(board -> board.putArray("links")))
                .containsExactly("no link to the other boards that keeps time and variables", "no link to the runbook");
    }

    @Test
    void aVariableThatIsNotThereOrTakesOneValueOnly() {
        assertThat(problems(board ->
                        object(board.path("templating").path("list").get(2)).put("multi", false)))
                .containsExactly("no variable instance of which several may be chosen, and all");
        assertThat(problems(board ->
                        object(board.path("templating").path("list").get(0)).put("name", "source")))
                .contains("no variable for the datasource", "no such variable: datasource");
        assertThat(problems(board -> target(board).put("expr", "up{job=~\"$fleet\"}")))
                .containsExactly("no such variable: fleet");
    }

    @Test
    void aDatasourceThatIsNotTheChosenOne() {
        String problem = "panel 1 'State': the datasource is not the one that was chosen";
        assertThat(problems(
                        board -> object(panel(board, FIRST).path("datasource")).put("uid", "prod")))
                .containsExactly(problem);
        assertThat(problems(board -> object(target(board).path("datasource")).put("uid", "prod")))
                .containsExactly(problem);
        assertThat(problems(board -> object(
                                board.path("templating").path("list").get(1).path("datasource"))
                        .put("uid", "prod")))
                .containsExactly("variable job: the datasource is not the one that was chosen");
    }

    @Test
    void whatAPanelLacks() {
        assertThat(problems(board -> panel(board, FIRST).put("title", ""))).containsExactly("panel 1 '': no title");
        assertThat(problems(board -> panel(board, FIRST).put("description", "")))
                .containsExactly("panel 1 'State': no description");
        assertThat(problems(board -> defaults(board).put("unit", "seconds")))
                .containsExactly("panel 1 'State': no unit of Grafana's: 'seconds'");
        assertThat(problems(board -> defaults(board).remove("unit")))
                .containsExactly("panel 1 'State': no unit of Grafana's: ''");
        assertThat(problems(board -> panel(board, FIRST).putArray("targets")))
                .containsExactly("panel 1 'State': no query");
        assertThat(problems(board -> target(board).put("expr", " ")))
                .containsExactly("panel 1 'State': an empty query");
        assertThat(problems(
                        board -> object(panel(board, 9).path("targets").get(1)).put("refId", "A")))
                .containsExactly("panel 10 'Burn rate': another query has this letter");
    }

    @Test
    void panelsThatAreInEachOthersWay() {
        assertThat(problems(board -> panel(board, SECOND).put("id", 1)))
                .containsExactly("panel 1 'Ready in time': another panel has this id");
        assertThat(problems(
                        board -> object(panel(board, SECOND).path("gridPos")).put("x", 5)))
                .containsExactly("panel 2 'Ready in time': overlaps panel 1 'State'");
        assertThat(problems(board -> object(panel(board, 6).path("gridPos")).put("w", 4)))
                .containsExactly("panel 7 'Alerts firing': not within the grid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            sum(clip_ready_total)                                                      | neither job nor instance: clip_ready_total
            sum by (job) (rate(clip_ready_total[$__range])) > 0                        | neither job nor instance: clip_ready_total
            clip_ready_total{instance=~"$instance"}                                    | no job: clip_ready_total
            clip_ready_total{job=~"$job"}                                              | no instance: clip_ready_total
            job:clip_ready:rate5m{job=~"$job", instance=~"$instance"}                  | has no instance to ask for: job:clip_ready:rate5m
            rate(clip_ready_total{job=~"$job", instance=~"$instance"}[5m])             | a range of its own: 5m
            clip_made_total{job=~"$job", instance=~"$instance"}                        | no such metric: clip_made_total
            clip_step_seconds_mean{job=~"$job", instance=~"$instance"}                 | no such metric: clip_step_seconds_mean
            job:clip_ready:rate1w{job=~"$job"}                                         | no such metric: job:clip_ready:rate1w
            """)
    void anExpressionThatAsksForTheWrongThing(String expression, String problem) {
        assertThat(new DashboardQueries().problems(expression)).containsExactly(problem);
    }

    private static List<String> problems(Consumer<ObjectNode> breaking) {
        Dashboard board = Dashboard.all().stream()
                .filter(one -> one.uid().equals("clips-flow"))
                .findFirst()
                .orElseThrow();
        breaking.accept(object(board.json()));
        return DashboardRules.problems(board);
    }

    private static ObjectNode panel(ObjectNode board, int index) {
        return object(board.path("panels").get(index));
    }

    private static ObjectNode target(ObjectNode board) {
        return object(panel(board, FIRST).path("targets").get(0));
    }

    private static ObjectNode defaults(ObjectNode board) {
        return object(panel(board, FIRST).path("fieldConfig").path("defaults"));
    }

    private static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
    }
}
