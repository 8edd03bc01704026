package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KnownIdsTest {

    private final EventCodec codec = new EventCodec();

    @Test
    void whatStandsBeforeTheBreakIsKnown() {
        String cut = "{\"uid\":\"u1\",\"run_id\":\"r1\",\"highlight\":{\"id\":4,\"title\":\"x";
        assertThat(known(cut, null)).isEqualTo(ids("u1", "r1", null, 4));
    }

    @Test
    void aBrokenIdIsNotKnownAndTheOthersAre() {
        String json = "{\"uid\":\"../x\",\"run_id\":7,\"style\":\"split\",\"highlight\":{\"id\":-1}}";
        assertThat(known(json, null)).isEqualTo(ids(null, null, "split", null));
    }

    @Test
    void theKeyStandsInForWhatTheValueDoesNotSay() {
        assertThat(known(null, "u1/r1")).isEqualTo(ids("u1", "r1", null, null));
        assertThat(known("{\"uid\":\"u1\"}", "u1/r1")).isEqualTo(ids("u1", "r1", null, null));
    }

    @Test
    void aKeyThatContradictsTheValueSaysNothing() {
        assertThat(known("{\"uid\":\"u2\"}", "u1/r1")).isEqualTo(ids("u2", null, null, null));
        assertThat(known("{\"uid\":\"u2\",\"run_id\":\"r2\"}", "u1/r1")).isEqualTo(ids("u2", "r2", null, null));
    }

    @Test
    void aKeyOfAnotherFormSaysNothing() {
        for (String key : new String[] {"", "u1", "u1/r1/x", "/r1", "u1/", "../r1"}) {
            assertThat(known(null, key).uid().isPresent()
                            && known(null, key).runId().isPresent())
                    .as(key)
                    .isFalse();
        }
    }

    @Test
    void idsOfOtherLevelsAndNumbersOutOfRangeAreNotTaken() {
        String json = "{\"x\":{\"uid\":\"u9\"},\"id\":3,\"highlight\":{\"id\":99999999999}}";
        assertThat(known(json, null)).isEqualTo(ids(null, null, null, null));
    }

    private KnownIds known(@Nullable String json, @Nullable String key) {
        return codec.knownIds(json == null ? null : json.getBytes(StandardCharsets.UTF_8), key);
    }

    private static KnownIds ids(
            @Nullable String uid, @Nullable String runId, @Nullable String style, @Nullable Integer n) {
        return new KnownIds(
                Optional.ofNullable(uid).map(Uid::new),
                Optional.ofNullable(runId).map(RunId::new),
                Optional.ofNullable(style).map(Style::new),
                Optional.ofNullable(n));
    }
}
