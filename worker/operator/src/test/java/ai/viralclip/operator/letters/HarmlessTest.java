package ai.viralclip.operator.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class HarmlessTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void whatSteersATerminalIsWrittenOutAndAllElseStays() {
        assertThat(Harmless.text("Übung … 日本 🎬 \"x\" <b>")).isEqualTo("Übung … 日本 🎬 \"x\" <b>");
        assertThat(Harmless.text("\u001b[31m")).isEqualTo("\\u001b[31m");
        assertThat(Harmless.text("a\u202eb\u200f\u009b2J\n")).isEqualTo("a\\u202eb\\u200f\\u009b2J\\u000a");
        assertThat(Harmless.lines("a\r\nb")).isEqualTo("a\\u000d\nb");
    }

    @Test
    void jsonStaysTheSameJson() {
        SplittableRandom random = new SplittableRandom(18);
        for (int round = 0; round < 1_000; round++) {
            String text = random.ints(8, 0, 0x3000)
                    .mapToObj(Character::toString)
                    .filter(one -> Character.getType(one.codePointAt(0)) != Character.SURROGATE)
                    .collect(Collectors.joining());
            String json = Harmless.lines(JSON.writeValueAsString(text));

            assertThat(json.codePoints()).noneMatch(Character::isISOControl);
            assertThat(JSON.readValue(json, String.class)).isEqualTo(text);
        }
    }
}
