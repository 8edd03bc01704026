package ai.viralclip.worker.purge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a purge deletes, and what not. */
final class PurgeTest extends PurgedBucket {
    private static final Instant AFTER = NOON.plusSeconds(60);
    private static final Scope RUN = new Scope(new Uid("u1"), Optional.of(new RunId("r1")));
    private static final List<String> NEIGHBOURS = List.of(
            "users/u10/r1/clips/clip_split_1.mp4",
            "users/u1-x/r1/clips/clip_split_1.mp4",
            "users/U1/r1/clips/clip_split_1.mp4",
            "users/u1./r1/clips/clip_split_1.mp4",
            "users/u1_/r1/highlights.json",
            "users/u",
            "users/u1",
            "other/users/u1/r1/clips/clip_split_1.mp4");

    @Test
    void everythingOfTheUserGoesAndNothingOfAnybodyElse() throws Exception {
        for (String neighbour : NEIGHBOURS) {
            put(neighbour, BEFORE);
        }
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        put("users/u1/r2/clips/clip_split_1.jpg", NOON);
        put("users/u1/r2/anything else", BEFORE);
        document("users/u1/r1/highlights.json", BEFORE);

        Purge.Result result = delete(USER);

        assertThat(store.keys()).containsExactlyInAnyOrderElementsOf(NEIGHBOURS);
        assertThat(result.progress().objects()).isEqualTo(4);
        assertThat(result.progress().bytes()).isGreaterThan(30);
        assertThat(result.kept()).isZero();
    }

    @Test
    void ofOneRunOnlyThatRunGoes() throws Exception {
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        put("users/u1/r10/clips/clip_split_1.mp4", BEFORE);
        delete(RUN);
        assertThat(store.keys()).containsExactly("users/u1/r10/clips/clip_split_1.mp4");
    }

    @Test
    void whatWasRenderedLaterStaysAndItsEntryToo() throws Exception {
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        put("users/u1/r1/clips/clip_split_2.mp4", AFTER);
        document("users/u1/r1/highlights.json", BEFORE, AFTER);

        Purge.Result result = delete(USER);

        assertThat(store.keys()).containsExactly("users/u1/r1/clips/clip_split_2.mp4", "users/u1/r1/highlights.json");
        assertThat(text("users/u1/r1/highlights.json"))
                .contains(AFTER.toString())
                .doesNotContain(BEFORE.toString());
        assertThat(result.kept()).isEqualTo(2);
        assertThat(result.progress().objects()).isEqualTo(1);
    }

    /**
     * What an earlier version stored at noon says a time that its event claimed.
     *
     * @param said after noon
     * @param until after noon, of the purge
     */
    @ParameterizedTest
    @CsvSource({
        "P27000D, PT0S,  true",
        "P27000D, PT1M,  true",
        "P27000D, PT-1M, false",
        "PT9H,    PT3M,  true",
        "PT4M,    PT3M,  false",
        "PT4M,    PT4M,  true",
        "PT0S,    PT-1S, false",
    })
    void aTimeThatCannotBeSurvivesNoPurgeThatCameAfterItWasStored(Duration said, Duration until, boolean goes)
            throws Exception {
        put("users/u1/r1/clips/clip_split_1.mp4", NOON.plus(said));
        purge.delete(USER, NOON.plus(until), Progress.start(NOON), progress -> {});
        assertThat(store.keys().isEmpty()).isEqualTo(goes);
    }

    @ParameterizedTest
    @CsvSource({"P27000D, true", "PT25H, true", "PT24H, false", "PT1M, false", "PT-1M, true"})
    void norDoesAnEntryThatSaysSo(Duration said, boolean goes) throws Exception {
        document("users/u1/r1/highlights.json", NOON.plus(said));
        delete(USER);
        assertThat(store.keys().isEmpty()).isEqualTo(goes);
    }

    @Test
    void whatWasStoredLongBeforeIsDeletedWithoutBeingLookedAt() throws Exception {
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        purge.delete(USER, NOON.plus(Duration.ofMinutes(10)), Progress.start(NOON), progress -> {});
        assertThat(store.keys()).isEmpty();
        assertThat(store.count(Operation.HEAD)).isZero();
    }

    @Test
    void uploadsUnderWayAreAbortedUnderThePrefixAlone() throws Exception {
        store.begin("users/u1/r1/clips/clip_split_1.mp4");
        store.begin("users/u1/r2/clips/clip_split_1.mp4");
        var neighbour = store.begin("users/u10/r1/clips/clip_split_1.mp4");
        assertThat(delete(USER).progress().uploads()).isEqualTo(2);
        assertThat(store.uploads("users/", Optional.empty()).items()).containsExactly(neighbour);
    }

    @Test
    void aDryRunCountsTheSameAndDeletesNothing() throws Exception {
        for (int n = 0; n < 2_500; n++) {
            put("users/u1/r1/clips/clip_split_" + n + ".mp4", n % 5 == 0 ? AFTER : BEFORE);
        }
        document("users/u1/r1/highlights.json", BEFORE);
        store.begin("users/u1/r1/clips/clip_split_1.mp4");

        Purge.Result counted = purge.count(USER, NOON, Progress.start(NOON));
        assertThat(store.keys()).hasSize(2_501);
        assertThat(store.uploads("users/u1/", Optional.empty()).items()).hasSize(1);

        assertThat(delete(USER)).isEqualTo(counted);
        assertThat(store.keys()).hasSize(500);
    }

    @Test
    void withdrawingAClipTakesAllOfItAndNothingOfAnother() throws Exception {
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        put("users/u1/r1/clips/clip_split_1.jpg", BEFORE);
        put("users/u1/r1/clips/clip_split_10.mp4", BEFORE);
        document("users/u1/r1/highlights.json", BEFORE, AFTER);
        store.begin("users/u1/r1/clips/clip_split_1.mp4");
        purge.withdraw(new Uid("u1"), new RunId("r1"), new Style("split"), 1, NOON);
        assertThat(store.keys()).containsExactly("users/u1/r1/clips/clip_split_10.mp4", "users/u1/r1/highlights.json");
        assertThat(text("users/u1/r1/highlights.json")).doesNotContain(BEFORE.toString());
        assertThat(store.uploads("users/", Optional.empty()).items()).isEmpty();
    }

    @Test
    void aBrokenDocumentGoesWithTheRest() throws Exception {
        putText("users/u1/r1/highlights.json", "no json", Map.of());
        delete(USER);
        assertThat(store.keys()).isEmpty();
    }

    private void document(String key, Instant... renderedAt) throws StoreException {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < renderedAt.length; i++) {
            entries.append(i == 0 ? "" : ",")
                    .append("{\"id\":" + i + ",\"title\":\"t\",\"rendered_at\":\"" + renderedAt[i] + "\"}");
        }
        putText(
                key,
                "{\"video_url\":\"v\",\"rendered_at\":\"" + renderedAt[renderedAt.length - 1] + "\",\"highlights\":["
                        + entries + "]}",
                Map.of());
    }
}
