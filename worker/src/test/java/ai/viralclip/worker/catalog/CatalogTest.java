package ai.viralclip.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.HighlightsState;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.ListedMedia;
import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of each clip. */
final class CatalogTest extends OneRunsCatalog {

    @Test
    void clipsAreOrderedByNumberThenStyleAndPairedWithTheirThumbnails() throws Exception {
        put("clip_split_10.mp4", "clip_split_10.jpg", "clip_split_2.mp4", "clip_left_focus_2.mp4");
        put("clip_left_focus_2.jpg", "clip_split_1.mp4", "clip_split_0.jpg");

        ClipsListed page = list(request(Optional.empty(), Optional.empty()));

        assertThat(names(page)).containsExactly("1 split -", "2 left_focus +", "2 split -", "10 split +");
        assertThat(page.total()).isEqualTo(4);
        assertThat(page.nextCursor()).isEmpty();
        assertThat(page.requestEventId()).isEqualTo("e1");
        ListedMedia video = page.clips().get(1).video();
        assertThat(video.key()).isEqualTo(FOLDER + "clip_left_focus_2.mp4");
        assertThat(video.contentType()).isEqualTo("video/mp4");
        assertThat(video.sizeBytes()).isEqualTo("clip_left_focus_2.mp4".length());
        assertThat(video.etag()).isEqualTo(store.head(video.key()).orElseThrow().etag());
        assertThat(video.url()).hasToString("https://store.example/" + video.key());
        assertThat(video.urlExpiresAt()).isEqualTo(EXPIRY);
        assertThat(page.clips().get(1).thumbnail().orElseThrow().contentType()).isEqualTo("image/jpeg");
    }

    @Test
    void aStyleWithDotsDoesNotPartAnotherClipFromItsThumbnail() throws Exception {
        put("clip_a_1.jpg", "clip_a_1.k_2.jpg", "clip_a_1.k_2.mp4", "clip_a_1.mp4");
        assertThat(names(list(request(Optional.empty(), Optional.empty())))).containsExactly("1 a +", "2 a_1.k +");
    }

    @Test
    void onlyWhatIsNamedAsAClipAndLiesInTheRunsFolderIsListedOrSigned() throws Exception {
        put("clip_split_1.mp4", "notes.mp4", "clip_split_01.mp4", "clip_split_x.mp4", "deeper/clip_split_2.mp4");
        for (String elsewhere : List.of(
                "users/u1/r10/clips/clip_split_3.mp4",
                "users/u1/r1/clip_split_4.mp4",
                "users/u10/r1/clips/clip_split_5.mp4",
                "users/U1/r1/clips/clip_split_6.mp4")) {
            putAt(elsewhere, "x");
        }
        assertThat(names(list(request(Optional.empty(), Optional.empty())))).containsExactly("1 split -");
        assertThat(signed).containsExactly(FOLDER + "clip_split_1.mp4");
    }

    @Test
    void titlesAreTheHighlightsOfTheSameNumberElseTheFilesName() throws Exception {
        put("clip_intelligent_split_3.mp4", "clip_left_focus_3.mp4", "clip_split_4.mp4", "clip_split_5.mp4");
        document("""
                {"video_url": "https://v.example/1", "video_title": "Talk", "custom_prompt": "funny", "other": {"a": [1]},
                 "highlights": [
                   {"id": 3, "title": "Third", "description": "What happens", "start": "00:00:10", "end": "00:00:20.500",
                    "duration": 10.5, "hook_category": "humor", "reason": "laughter", "likes": 7},
                   {"id": 4, "title": "  ", "start": "soon", "duration": "long"},
                   {"id": "5", "title": "no id"}]}""");

        ClipsListed page = list(request(Optional.empty(), Optional.empty()));

        assertThat(page.highlights()).isEqualTo(HighlightsState.PRESENT);
        assertThat(page.videoUrl()).contains("https://v.example/1");
        assertThat(page.videoTitle()).contains("Talk");
        assertThat(page.customPrompt()).contains("funny");
        assertThat(page.clips().stream().map(ListedClip::title))
                .containsExactly("Third", "Third", "clip_split_4", "clip_split_5");
        ListedClip third = page.clips().getFirst();
        assertThat(third.description()).contains("What happens");
        assertThat(third.start().orElseThrow()).hasToString("00:00:10");
        assertThat(third.end().orElseThrow()).hasToString("00:00:20.500");
        assertThat(third.duration()).contains(10.5);
        assertThat(third.hookCategory()).contains("humor");
        assertThat(third.reason()).contains("laughter");
        assertThat(page.clips().get(2).start()).isEmpty();
        assertThat(page.clips().get(2).duration()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{\"highlights\": {}}", "{\"highlights\": [", "{} {}"})
    void aBrokenDocumentIsToldAndTheClipsAreListedAllTheSame(String json) throws Exception {
        put("clip_split_1.mp4");
        document(json);
        ClipsListed page = list(request(Optional.empty(), Optional.empty()));
        assertThat(page.highlights()).isEqualTo(HighlightsState.BROKEN);
        assertThat(page.clips())
                .singleElement()
                .satisfies(clip -> assertThat(clip.title()).isEqualTo("clip_split_1"));
    }

    @Test
    void aRunWithoutClipsIsToldFromARunWithoutADocument() throws Exception {
        ClipsListed nothing = list(request(Optional.empty(), Optional.empty()));
        assertThat(nothing.highlights()).isEqualTo(HighlightsState.MISSING);
        document("{\"highlights\": []}");
        ClipsListed empty = list(request(Optional.empty(), Optional.empty()));
        assertThat(empty.highlights()).isEqualTo(HighlightsState.PRESENT);
        assertThat(nothing.clips()).isEmpty();
        assertThat(empty.clips()).isEmpty();
        assertThat(empty.nextCursor()).isEmpty();
    }

    @Test
    void aLongTextIsCutBetweenCharacters() throws Exception {
        put("clip_split_1.mp4");
        document("{\"video_url\":\"https://v.example/" + "a".repeat(2_000) + "\",\"highlights\":[{\"id\":1,\"title\":\""
                + "a" + "😀".repeat(1_500) + "\",\"description\":\"\\ud83d\"}]}");
        ClipsListed page = list(request(Optional.empty(), Optional.empty()));
        assertThat(page.clips().getFirst().title())
                .hasSize(2_000)
                .endsWith("😀…")
                .doesNotContain("\ud83d…");
        assertThat(page.clips().getFirst().description()).contains("?");
        assertThat(page.videoUrl()).isEmpty();
    }

    @Test
    void anOutageIsWaitedOutAndADeniedKeyIsTold() throws Exception {
        put("clip_split_1.mp4");
        for (int i = 0; i < 5; i++) {
            store.failNext(Operation.LIST, Moment.BEFORE, new StoreFailure.Unavailable("an outage", false));
            store.failNext(Operation.GET, Moment.BEFORE, new StoreFailure.Unavailable("an outage", true));
        }
        assertThat(list(request(Optional.empty(), Optional.empty())).clips()).hasSize(1);
        store.failNext(Operation.LIST, Moment.BEFORE, new StoreFailure.Denied("no"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> list(request(Optional.empty(), Optional.empty())));
    }
}
