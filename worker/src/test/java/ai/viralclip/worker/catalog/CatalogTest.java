package ai.viralclip.worker.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.ClipName;
import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.HighlightsState;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.ListedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.InMemoryObjectStore.Moment;
import ai.viralclip.worker.bucket.InMemoryObjectStore.Operation;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Payload;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.Readers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogTest {

    private static final String FOLDER = "users/u1/r1/clips/";
    private static final Instant EXPIRY = Instant.parse("2026-11-22T12:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
    private final List<String> signed = new ArrayList<>();
    private final UrlSigner signer = key -> {
        signed.add(key);
        return new PresignedUrl(URI.create("https://store.example/" + key), EXPIRY);
    };
    private final Catalog catalog = new Catalog(
            new RunScan(store, patience),
            new Windows((uid, run) -> OptionalLong.of(0), () -> EXPIRY),
            Readers.over(store),
            signer,
            patience,
            200);

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
    void titlesAreThoseOfTheHighlightOfTheSameNumberAndElseTheFilesName() throws Exception {
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
    void tenThousandClipsArePagedInOrderWithoutGapsThoughOthersComeAndGo() throws Exception {
        List<String> styles = List.of("split", "left_focus", "a.b", "intelligent_split");
        for (int i = 0; i < 10_000; i++) {
            String name = "clip_" + styles.get(i % 4) + "_" + i / 4;
            put(name + ".mp4", name + ".jpg");
        }
        List<Place> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ClipsListed page = list(request(Optional.of(1_000), cursor));
            assertThat(page.clips())
                    .hasSizeLessThanOrEqualTo(200)
                    .allSatisfy(clip -> assertThat(clip.thumbnail()).isPresent());
            page.clips().forEach(clip -> seen.add(new Place(clip.n(), clip.style())));
            if (cursor.isEmpty()) {
                store.delete(FOLDER + "clip_split_0.mp4"); // before the cursor: no later clip moves
            }
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        assertThat(seen).hasSize(10_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aPageIsCutWhereItsReplyWouldBeTooLargeForARecord() throws Exception {
        StringBuilder entries = new StringBuilder();
        for (int n = 0; n < 120; n++) {
            put("clip_split_" + n + ".mp4");
            entries.append(n == 0 ? "" : ",")
                    .append("{\"id\":%d,\"title\":\"%s\",\"description\":\"%s\",\"reason\":\"%s\"}"
                            .formatted(n, "€".repeat(3_000), "€".repeat(3_000), "€".repeat(3_000)));
        }
        document("{\"highlights\":[" + entries + "]}");
        List<Integer> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ClipsListed page = list(request(Optional.empty(), cursor));
            assertThat(page.clips()).hasSizeLessThan(60);
            assertThat(page.highlights()).isEqualTo(HighlightsState.PRESENT);
            assertThat(new ai.viralclip.contracts.EventCodec().encode(page).length)
                    .isLessThanOrEqualTo(Catalog.MOST_REPLY_BYTES);
            page.clips().forEach(clip -> seen.add(clip.n()));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        assertThat(seen).hasSize(120).isSorted();
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
    void oneClipIsFoundByItsNameInOneListingAndAMissingOneIsAnEmptyPage() throws Exception {
        put("clip_split_1.mp4", "clip_split_1.jpg", "clip_split_10.mp4", "clip_split_1.a_0.mp4", "clip_split_2.jpg");
        int before = store.count(Operation.LIST);
        ClipsListed one = list(ofClip("split", 1));
        assertThat(names(one)).containsExactly("1 split +");
        assertThat(one.total()).isEqualTo(1);
        assertThat(store.count(Operation.LIST) - before).isEqualTo(1);
        assertThat(list(ofClip("split", 2)).clips()).isEmpty();
        assertThat(list(ofClip("split", 3)).nextCursor()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "3",
                "3_",
                "_split",
                "-1_split",
                "3_../../u2",
                "3_a/b",
                "99999999999_split",
                "2147483648_a",
                "_",
                "+3_split",
                "03_split",
                "\u0663_split",
                "3_split\n",
                " 3_split",
                "3_.a"
            })
    void aCursorThatNoListingGaveIsRefused(String cursor) {
        assertThatExceptionOfType(InvalidCursor.class)
                .isThrownBy(() -> list(request(Optional.empty(), Optional.of(cursor))))
                .withMessageStartingWith("/cursor: ");
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

    private ClipsListed list(ClipsRequested request) throws Exception {
        return catalog.list(request, "e1");
    }

    private static ClipsRequested request(Optional<Integer> size, Optional<String> cursor) {
        return new ClipsRequested(new Uid("u1"), new RunId("r1"), size, cursor, Optional.empty());
    }

    private static ClipsRequested ofClip(String style, int n) {
        return new ClipsRequested(
                new Uid("u1"),
                new RunId("r1"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ClipName(new Style(style), n)));
    }

    private static List<String> names(ClipsListed page) {
        return page.clips().stream()
                .map(clip -> clip.n() + " " + clip.style() + (clip.thumbnail().isPresent() ? " +" : " -"))
                .toList();
    }

    private void document(String json) throws StoreException {
        putAt("users/u1/r1/highlights.json", json);
    }

    private void put(String... names) throws StoreException {
        for (String name : names) {
            putAt(FOLDER + name, name);
        }
    }

    private void putAt(String key, String content) throws StoreException {
        store.put(
                key,
                new Payload.Bytes(ByteBuffer.wrap(content.getBytes(UTF_8))),
                new ObjectAttributes("text/plain", "no-store", Map.of()),
                new Precondition.Always());
    }
}
