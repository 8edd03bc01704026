package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs wrote into a run's document stays there, character for character. */
class FieldsOfOthersTest {

    private static final Instant NOON = Updates.NOON;
    private static final List<HighlightUpdate> TWO =
            List.of(Updates.of(1, "one", NOON), Updates.of(2, "two", NOON.plusSeconds(1)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.12345678901234567890123456789",
                "1e400",
                "-1E+400",
                "1E-400",
                "1.0",
                "1.10",
                "-0",
                "1e05",
                "0.10e+01",
                "123456789012345678901234567890",
                "9007199254740993",
                "\"\\u0061\\/\"",
                "\"\\ud83d\"",
                "\"😀\"",
                "[ 1 , 2 ]",
                "{\"a\":1,\"a\":2}",
                "{\"b\":1,\"a\":1}",
                "\"\\u2028\"",
                "null"
            })
    void aValueStaysAsItIsWrittenInTheRunAndInAnEntry(String value) throws Exception {
        String text = "\"mine\":" + value;
        HighlightsDocument there = parse("{" + text + ",\"highlights\":[{\"id\":1," + text + ",\"title\":\"old\"},{"
                + text + "},{\"id\":7," + text + "}]}");

        String merged = text(there.merge(TWO));

        assertThat(merged).contains("{" + text + "}", "{\"id\":7," + text + "}");
        assertThat(merged.split(java.util.regex.Pattern.quote("\"mine\" : " + value), -1))
                .as(merged)
                .hasSize(3);
        assertThat(merged)
                .contains("\"title\" : \"one\"", "\"title\" : \"two\"")
                .doesNotContain("old");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whateverOthersWroteSurvivesInItsOrder(long seed) throws Exception {
        Random random = new Random(seed);
        OtherWriters others = new OtherWriters(random);
        for (int i = 0; i < 40; i++) {
            List<String[]> ofRun = others.fields(6);
            List<String[]> ofEntry = others.fields(6);
            String untouched = entry(others.fields(4), others, "\"id\" : 9");
            String without = entry(others.fields(4), others, "\"iD\" : 1");
            int list = random.nextInt(ofRun.size() + 1);
            List<String> members = new ArrayList<>(ofRun.stream()
                    .map(one -> one[0] + others.space() + ":" + one[1])
                    .toList());
            members.add(
                    list,
                    "\"highlights\":" + others.space() + "[" + without + "," + untouched + others.space() + ","
                            + entry(ofEntry, others, "\"id\":1") + "]");
            HighlightsDocument there = parse("{" + String.join(others.space() + ",", members) + "}\n");

            HighlightsDocument merged = there.merge(TWO);

            String text = text(merged);
            as(seed, text, () -> {
                containsInOrder(text, ofRun.subList(0, list));
                containsInOrder(text.substring(text.indexOf("\"highlights\" :")), ofEntry);
                containsInOrder(text.substring(text.lastIndexOf(without)), ofRun.subList(list, ofRun.size()));
                assertThat(text).contains(untouched, without);
                assertThat(parse(text)).isEqualTo(merged);
                assertThat(parse(text).merge(TWO)).isEqualTo(merged);
                assertThat(there.merge(List.of(TWO.get(1))).merge(List.of(TWO.get(0))))
                        .isEqualTo(merged);
                assertThat(merged.forget(NOON.minusSeconds(1)).size()).isEqualTo(2);
            });
        }
    }

    @Test
    void theLastOfTwoListsCountsAndTheFirstStaysUntilAPurge() throws Exception {
        HighlightsDocument there = parse("{\"highlights\":[{\"id\":5}],\"a\":1,\"highlights\":[{\"id\":6}]}");
        HighlightsDocument merged = there.merge(TWO);
        assertThat(merged.size()).isEqualTo(3);
        assertThat(text(merged)).contains("\"highlights\" : [{\"id\":5}],", "{\"id\":6}");
        assertThat(parse(text(merged))).isEqualTo(merged);
        assertThat(text(merged.forget(NOON.minusSeconds(1)))).doesNotContain("\"id\":5", "\"id\":6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3.0", "3e0", "30e-1", "0.3E+1"})
    void oneIdIsOneEntryHoweverItIsWritten(String id) throws Exception {
        HighlightsDocument there = parse("{\"highlights\":[{\"id\":" + id + ",\"likes\":7}]}");
        HighlightsDocument merged = there.merge(List.of(Updates.of(3, "three", NOON)));
        assertThat(merged.size()).isEqualTo(1);
        assertThat(text(merged)).contains("\"likes\" : 7", "\"title\" : \"three\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "3.5", "1e99", "1e999999999", "2147483648", "null", "[3]", "-2147483649"})
    void whatIsNoIdIsAnotherWritersEntry(String id) throws Exception {
        String entry = "{\"id\":" + id + "}";
        HighlightsDocument merged = parse("{\"highlights\":[" + entry + "]}").merge(TWO);
        assertThat(merged.size()).isEqualTo(3);
        assertThat(text(merged)).endsWith(entry + "]\n}");
    }

    @Test
    void aByteOrderMarkIsNoReasonToRefuse() throws Exception {
        assertThat(parse("\uFEFF{\"highlights\":[{\"id\":6}]}").size()).isEqualTo(1);
    }

    @Test
    void nestingIsBounded() throws Exception {
        assertThat(parse(nested(RawJson.DEEPEST - 2)).merge(TWO).size()).isEqualTo(2);
        assertThatExceptionOfType(BrokenHighlights.class).isThrownBy(() -> parse(nested(1_000_000)));
    }

    private static String nested(int levels) {
        return "{\"deep\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    private static String entry(List<String[]> fields, OtherWriters others, String own) {
        List<String> members = new ArrayList<>(fields.stream()
                .map(one -> one[0] + ":" + others.space() + one[1])
                .toList());
        members.add(fields.size() / 2, own);
        return "{" + String.join(",", members) + "}";
    }

    private static void containsInOrder(String text, List<String[]> fields) {
        int from = 0;
        for (String[] field : fields) {
            String written = field[0] + " : " + field[1];
            int at = text.indexOf(written, from);
            assertThat(at).as(written).isNotNegative();
            from = at + written.length();
        }
    }

    private interface Check {
        void run() throws Exception;
    }

    private static void as(long seed, String text, Check check) throws Exception {
        try {
            check.run();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }

    private static HighlightsDocument parse(String json) throws BrokenHighlights {
        return HighlightsDocument.parse(ByteBuffer.wrap(json.getBytes(UTF_8)));
    }

    private static String text(HighlightsDocument document) {
        return new String(document.toBytes(), UTF_8);
    }
}
