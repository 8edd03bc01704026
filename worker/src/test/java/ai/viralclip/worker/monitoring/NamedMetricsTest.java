package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A metric that is named somewhere is one that there is. */
class NamedMetricsTest {

    /** In code, as metrics are written; objects of clips ({@code clip_split_1}) are not meant. */
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\w/:{-])((?:[a-z_]+:)?clip_[a-z0-9_]+(?::[a-z0-9_]+)?)(\\*?)(?![\\w<]|\\.(?:mp4|jpg))");

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`]+`");
    private static final Pattern OBJECT = Pattern.compile("clip_[a-z_]+_\\d+|clip_|clip_left_focus|clip_split");

    private final KnownMetrics metrics = new KnownMetrics(MetricsTable.read(), Rule.all());

    @ParameterizedTest
    @EnumSource
    void everyMetricThatAPageNamesIsThere(Documents page) throws IOException {
        List<String> unknown = CODE.matcher(page.text())
                .results()
                .flatMap(code -> NAME.matcher(code.group()).results())
                .filter(found -> !OBJECT.matcher(found.group(1)).matches())
                .filter(found ->
                        found.group(2).isEmpty() ? !metrics.isNamed(found.group(1)) : !metrics.isPrefix(found.group(1)))
                .map(found -> found.group())
                .distinct()
                .toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyMetricThatABoardShowsIsThere() throws IOException {
        ExpressionCheck check = new ExpressionCheck(metrics);
        List<String> expressions = Boards.expressions();
        assertThat(expressions)
                .allSatisfy(expression ->
                        assertThat(check.problems(expression)).as(expression).isEmpty());
        if (!expressions.isEmpty()) {
            Counted.checked("board-expressions", "board-expressions=" + expressions.size());
        }
    }
}
