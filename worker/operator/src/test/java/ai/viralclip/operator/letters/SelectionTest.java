package ai.viralclip.operator.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionTest {

    @Test
    void anIdIsReadAsItIsWritten() {
        SplittableRandom random = new SplittableRandom(17);
        for (int round = 0; round < 1_000; round++) {
            DeadLetterId id = new DeadLetterId(random.nextInt(1_000), random.nextLong(1_000_000_000_000L));
            assertThat(DeadLetterId.parse(id.toString())).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "@", "5@", "@17", "-1@3", "5@-3", "5@17@1", "5 @ 17", "5@99999999999999999999"})
    void whatIsNoIdIsRefusedWithWhatOneLooksLike(String text) {
        assertThatThrownBy(() -> DeadLetterId.parse(text))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("5@17");
    }

    @Test
    void wordsAreIdsOrAFilterAndNotBoth() {
        assertThat(Selection.parse(List.of("5@17", "5@3", "0@1")).asText()).isEqualTo("0@1 5@3 5@17");
        assertThat(Selection.parse(List.of("uid:ana", "since:2h")).asText()).isEqualTo("uid:ana since:7200s");
        assertThatThrownBy(() -> Selection.parse(List.of())).hasMessageContaining("state:open stands for all");
        assertThatThrownBy(() -> Selection.parse(List.of("5@17", "uid:ana")))
                .hasMessageContaining("an id stands alone");
        assertThatThrownBy(() -> Selection.parse(List.of("5@x"))).hasMessageContaining("5@17");
    }

    @Test
    void onlyWhatMayHoldTheIdsIsRead() {
        Selection ids = Selection.parse(List.of("1@5", "1@9", "2@100"));

        assertThat(ids.range(0, 50)).isEmpty();
        assertThat(ids.range(1, 50)).isEqualTo(Optional.of(new Selection.Range(5, 10)));
        assertThat(ids.range(2, 50)).as("behind the end").isEmpty();
        assertThat(ids.mayHave(new DeadLetterId(1, 6))).isFalse();
    }
}
