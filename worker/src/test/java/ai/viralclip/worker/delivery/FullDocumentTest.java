package ai.viralclip.worker.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.highlights.Readers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip whose run's document has no room for its highlight, or is too large already. */
class FullDocumentTest {

    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void itIsRejectedByNameWhereThereIsNoRoom() throws Exception {
        assertThat(delivered(MOST_BYTES - 10)).isEqualTo(Reason.HIGHLIGHTS_FULL);
    }

    @Test
    void itIsRejectedAsForABrokenOneWhereItIsTooLargeAlready() throws Exception {
        assertThat(delivered(MOST_BYTES + 1)).isEqualTo(Reason.HIGHLIGHTS_BROKEN);
    }

    private Reason delivered(int bytes) throws Exception {
        Path root = Files.createDirectories(temp.resolve("media")).toRealPath();
        String around = "{\"notes\":\"%s\"}";
        String json = around.formatted("x".repeat(bytes - around.length() + 2));
        store.overwrite(
                StoredClips.DOCUMENT,
                ByteBuffer.wrap(json.getBytes(UTF_8)),
                new ObjectAttributes("application/json", "no-store", Map.of()));
        Outcome outcome = StoredClips.into(store, root, Readers.NO_PURGE)
                .deliver(StoredClips.rendered(root, NOON), Attempt.first());
        assertThat(store.get(StoredClips.DOCUMENT, 2 * MOST_BYTES).orElseThrow().bytes())
                .isEqualTo(ByteBuffer.wrap(json.getBytes(UTF_8)));
        return ((Outcome.Rejected) outcome).reason();
    }
}
