package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The boards, by rule. Grafana itself is not asked: whether it shows them well is for somebody to look at. */
class DashboardsTest {

    private static final Pattern LINK = Pattern.compile("RUNBOOK\\.md#(.+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern DATASOURCE_UID = Pattern.compile("(?m)^ +uid: \\S+$");
    private static final String NO_NODE = "node is not installed (Debian package: nodejs)";

    static List<Dashboard> boards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aBoardHasAllThatABoardMustHave(Dashboard board) {
        assertThat(DashboardRules.problems(board)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void anExpressionAsksForTheChosenWorkersAndForWhatTheyMeasure(Dashboard board) {
        DashboardQueries queries = new DashboardQueries();
        assertThat(board.expressions())
                .isNotEmpty()
                .allSatisfy(expression ->
                        assertThat(queries.problems(expression)).as(expression).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aLinkToTheRunbookMeetsAHeading(Dashboard board) throws IOException {
        Set<String> anchors = anchors();
        Set<String> reasons = Stream.of(Reason.values()).map(Reason::wireName).collect(Collectors.toSet());
        assertThat(board.json().findValues("url").stream()
                        .map(JsonNode::asText)
                        .flatMap(url -> LINK.matcher(url).results().map(found -> found.group(1))))
                .isNotEmpty()
                .allSatisfy(anchor -> assertThat(anchors)
                        .containsAll(anchor.equals("${__field.labels.reason}") ? reasons : Set.of(anchor)));
    }

    @Test
    void everyHaltAndEveryStallHasWords() {
        String flow = boards().stream()
                .filter(board -> board.uid().equals("clips-flow"))
                .flatMap(board -> board.expressions().stream())
                .filter(expression -> expression.contains("clip_halted"))
                .collect(Collectors.joining());
        MetricsTable.read().rows().stream()
                .filter(row -> Set.of("clip_halt_reason", "clip_stalled").contains(row.name()))
                .forEach(row -> row.tags()
                        .forEach((tag, values) -> assertThat(values.orElseThrow())
                                .isNotEmpty()
                                .allSatisfy(value -> assertThat(flow).contains("%s=\"%s\"".formatted(tag, value)))));
    }

    @Test
    void noTwoBoardsShareAUid() throws IOException {
        assertThat(boards()).extracting(Dashboard::uid).hasSize(3).doesNotHaveDuplicates();
        Path sources = Dashboard.GRAFANA.resolve("provisioning/datasources/prometheus.yml");
        assertThat(Files.readString(sources)).containsPattern(DATASOURCE_UID);
        Counted.checked(
                "panels",
                "boards=%d panels=%d panel-expressions=%d"
                        .formatted(
                                boards().size(),
                                boards().stream()
                                        .mapToInt(board -> board.asking().size())
                                        .sum(),
                                boards().stream()
                                        .mapToInt(board -> board.expressions().size())
                                        .sum()));
    }

    @Test
    void theFilesAreWhatTheirSourcesMake() throws Exception {
        Path script = Dashboard.GRAFANA.resolve("source/generate.mjs");
        Process node = start("node", script.toString(), "--check");
        String said = new String(node.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(said).isZero();
    }

    private static Process start(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            Counted.skipped("boards-made", NO_NODE);
            Assumptions.abort(NO_NODE);
            throw missing;
        }
    }

    /** As GitHub makes them: in lower case, without signs. */
    private static Set<String> anchors() throws IOException {
        return HEADING.matcher(Files.readString(Path.of("docs", "RUNBOOK.md")))
                .results()
                .map(found -> found.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
