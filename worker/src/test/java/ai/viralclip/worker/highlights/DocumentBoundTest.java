package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.StoreException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No more is written than is read: whatever legal events come, a run's document can be listed, changed and purged. */
class DocumentBoundTest {

    private static final Uid UID = new Uid("u1");
    private static final RunId RUN = new RunId("r1");
    private static final String KEY = "users/u1/r1/highlights.json";
    private static final int LONGEST_TEXT = 65_536;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Highlights highlights = Readers.writing(store);

    @Test
    void theLargestLegalEventsFillADocumentAndTheNextAreToldSo() throws Exception {
        int written = 0;
        while (merges(Updates.large(written, LONGEST_TEXT))) {
            written++;
            assertThat(stored()).hasSizeLessThanOrEqualTo(HighlightsDocument.MOST_BYTES);
        }
        assertThat(written).isBetween(2, 7);
        assertThat(merges(Updates.of(100, "A small one", Updates.NOON))).isTrue();
        assertThat(read().entries()).hasSize(written + 1);
        assertThat(highlights.forget(UID, RUN, Updates.NOON)).isZero();
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void ofManyThatComeTogetherOnlyThoseAreRefusedThatDoNotFit() throws Exception {
        List<HighlightUpdate> updates = IntStream.range(0, 12)
                .mapToObj(n -> n % 2 == 0 ? Updates.large(n, LONGEST_TEXT) : Updates.of(n, "small", Updates.NOON))
                .toList();
        RunWriter.Written written = Readers.writer(store, KEY)
                .write(updates.stream().<HighlightChange>map(one -> one).toList());
        assertThat(written.full())
                .isNotEmpty()
                .allSatisfy(update -> assertThat(update.highlight().id() % 2).isZero());
        assertThat(read().entries().keySet())
                .hasSize(12 - written.full().size())
                .contains(1, 3, 5, 7, 9, 11);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whateverComesCanBeReadAndPurged(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            merges(Updates.large(random.nextInt(12), random.nextInt(LONGEST_TEXT)));
            assertThat(stored()).hasSizeLessThanOrEqualTo(HighlightsDocument.MOST_BYTES);
        }
        assertThat(read().entries()).isNotEmpty();
        highlights.forget(UID, RUN, Updates.NOON);
        assertThat(store.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 400, 600})
    void aDocumentOfOthersThatIsJustReadableStaysSo(int room) throws Exception {
        put(ofOthers(HighlightsDocument.MOST_BYTES - room));
        String before = stored();
        boolean fits = merges(Updates.of(1, "one", Updates.NOON));
        assertThat(stored()).hasSizeLessThanOrEqualTo(HighlightsDocument.MOST_BYTES);
        assertThat(fits).isEqualTo(room >= 400);
        if (!fits) {
            assertThat(stored()).isEqualTo(before);
        }
        highlights.forget(UID, RUN, Updates.NOON);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void whatAPurgeLeavesOfADocumentThatIsJustReadableIsReadableToo() throws Exception {
        String later = "{\"rendered_at\":\"2030-01-01T00:00:00Z\",\"note\":\"%s\"}";
        int left = HighlightsDocument.MOST_BYTES - "{\"highlights\":[1,]}".length() - later.length() + 2;
        put("{\"highlights\":[1," + later.formatted("x".repeat(left)) + "]}");
        assertThat(stored()).hasSize(HighlightsDocument.MOST_BYTES);
        assertThat(highlights.forget(UID, RUN, Updates.NOON)).isEqualTo(1);
        assertThat(stored()).hasSizeLessThan(HighlightsDocument.MOST_BYTES);
    }

    @Test
    void aDocumentOfOthersThatIsTooLargeIsBrokenAndSaysWhy() throws Exception {
        put(ofOthers(HighlightsDocument.MOST_BYTES + 1));
        assertThatExceptionOfType(BrokenHighlights.class)
                .isThrownBy(() -> merges(Updates.of(1, "one", Updates.NOON)))
                .withMessageContaining("larger than 4194304 bytes");
        assertThatExceptionOfType(BrokenHighlights.class).isThrownBy(() -> highlights.forget(UID, RUN, Updates.NOON));
        assertThat(Readers.over(store).read(UID, RUN, Set.of(1))).isInstanceOf(RunHighlights.Broken.class);
    }

    private static String ofOthers(int bytes) {
        String around = "{\"notes\":\"%s\",\"highlights\":[]}";
        return around.formatted("x".repeat(bytes - around.length() + 2));
    }

    private boolean merges(HighlightUpdate update) throws Exception {
        try {
            highlights.merge(UID, RUN, update);
            return true;
        } catch (FullHighlights e) {
            assertThat(e.problem()).contains("larger than 4194304 bytes", "another run_id");
            return false;
        }
    }

    private RunHighlights.Present read() throws StoreException {
        Set<Integer> ids = Set.copyOf(IntStream.range(0, 200).boxed().toList());
        return (RunHighlights.Present) Readers.over(store).read(UID, RUN, ids);
    }

    private String stored() throws StoreException {
        return UTF_8.decode(
                        store.get(KEY, Integer.MAX_VALUE).orElseThrow().bytes().duplicate())
                .toString();
    }

    private void put(String json) throws StoreException {
        store.overwrite(
                KEY,
                ByteBuffer.wrap(json.getBytes(UTF_8)),
                new ObjectAttributes("application/json", "no-store", Map.of()));
    }
}
