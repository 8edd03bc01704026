package ai.viralclip.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.ClipName;
import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.HighlightsState;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which clips a page shows, and where the next one begins. */
final class CatalogPagesTest extends OneRunsCatalog {

    @Test
    void tenThousandClipsArePagedWithoutGapsThoughOthersComeAndGo() throws Exception {
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
    void oneClipIsFoundInOneListingAndAMissingOneIsAnEmptyPage() throws Exception {
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

    private static ClipsRequested ofClip(String style, int n) {
        return new ClipsRequested(
                new Uid("u1"),
                new RunId("r1"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ClipName(new Style(style), n)));
    }
}
