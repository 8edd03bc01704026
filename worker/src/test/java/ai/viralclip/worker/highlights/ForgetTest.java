package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a purge does to a run's document, while others write it. */
class ForgetTest {

    private static final Uid UID = new Uid("u1");
    private static final RunId RUN = new RunId("r1");
    private static final String KEY = "users/u1/r1/highlights.json";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Highlights highlights = Readers.writing(store);

    @Test
    void aDocumentWithNothingLeftIsDeleted() throws Exception {
        highlights.merge(UID, RUN, Updates.bare(1, NOON));
        assertThat(highlights.forget(UID, RUN, NOON)).isZero();
        assertThat(store.keys()).isEmpty();
        assertThat(highlights.forget(UID, RUN, NOON)).isZero();
    }

    @Test
    void laterEntriesStayAndEarlierOnesDoNotComeBackWithTheNextWrite() throws Exception {
        highlights.merge(UID, RUN, Updates.bare(1, NOON));
        highlights.merge(UID, RUN, Updates.bare(2, NOON.plusSeconds(1)));
        assertThat(highlights.forget(UID, RUN, NOON)).isEqualTo(1);
        highlights.merge(UID, RUN, Updates.bare(3, NOON.plusSeconds(2)));
        assertThat(ids()).containsOnlyKeys(2, 3);
    }

    @Test
    void whatAnotherWorkerRemembersDoesNotComeBackEither() throws Exception {
        Highlights another = Readers.writing(store);
        another.merge(UID, RUN, Updates.bare(1, NOON));
        highlights.forget(UID, RUN, NOON);
        another.merge(UID, RUN, Updates.bare(3, NOON.plusSeconds(2)));
        assertThat(ids()).containsOnlyKeys(3);
    }

    @Test
    void anEmptyDocumentIsDeletedToo() throws Exception {
        write("{\"highlights\":[]}");
        highlights.forget(UID, RUN, NOON);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aBrokenDocumentIsLeftToWhoeverAsks() throws Exception {
        write("no json");
        assertThatExceptionOfType(BrokenHighlights.class).isThrownBy(() -> highlights.forget(UID, RUN, NOON));
        assertThat(store.keys()).containsExactly(KEY);
    }

    private void write(String json) throws Exception {
        store.overwrite(
                KEY,
                ByteBuffer.wrap(json.getBytes(UTF_8)),
                new ObjectAttributes("application/json", "no-store", Map.of()));
    }

    private Map<Integer, RunHighlights.Entry> ids() throws Exception {
        RunHighlights found = Readers.over(store).read(UID, RUN, java.util.Set.of(1, 2, 3));
        return ((RunHighlights.Present) found).entries();
    }
}
