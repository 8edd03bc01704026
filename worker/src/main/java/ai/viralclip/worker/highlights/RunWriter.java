package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.Content;
import ai.viralclip.worker.bucket.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.Precondition;
import ai.viralclip.worker.bucket.PutResult;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The compare-and-swap of one run's document: read (or remembered from the last write), merged, written under the
 * condition that nobody wrote in between. Used by one thread at a time.
 *
 * <p>A lost or ambiguous reply needs no case of its own: what was remembered is forgotten, and the next round reads
 * what is there and finds either its own updates in it, or none of them.
 */
final class RunWriter {

    /** Holds ten thousand highlights; merging takes several times its size on the heap. */
    static final int MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

    /**
     * Other writers of the same document can win a few times in a row; more than that, and the store is not making
     * progress.
     */
    private static final int MAX_ROUNDS = 10;

    private static final ObjectAttributes ATTRIBUTES =
            new ObjectAttributes("application/json", "private, no-cache", Map.of());

    private final ObjectStore store;
    private final String key;
    private volatile Optional<Content> remembered = Optional.empty();
    private Optional<HighlightsDocument> parsed = Optional.empty();

    RunWriter(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    /**
     * On return, the stored document is as the changes want it; one that they leave without entries is deleted.
     *
     * @return its entries; 0 where there is none
     */
    int write(List<HighlightChange> changes) throws StoreException, BrokenHighlights {
        List<HighlightUpdate> updates = only(HighlightUpdate.class, changes);
        List<HighlightChange.Forget> forgets = only(HighlightChange.Forget.class, changes);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Optional<Content> current = forgets.isEmpty() ? current() : store.get(key, MAX_DOCUMENT_BYTES);
            HighlightsDocument before = current.isPresent() ? document(current.get()) : HighlightsDocument.empty();
            HighlightsDocument after = before.merge(updates);
            for (HighlightChange.Forget forget : forgets) {
                after = after.forget(forget.until());
            }
            boolean unchanged = current.isPresent() && after.equals(before);
            if (after.size() == 0 ? gone(current) : unchanged || swapped(current, after)) {
                return after.size();
            }
        }
        throw new StoreException(
                new StoreFailure.Unavailable(key + " was changed by others " + MAX_ROUNDS + " times in a row", true));
    }

    /** Nothing is to be written for now: of what is remembered, keeps the bytes, which take the least. */
    void rest() {
        parsed = Optional.empty();
    }

    /** Bytes of the heap that remembering this document takes. */
    int rememberedBytes() {
        return remembered.map(content -> content.bytes().remaining()).orElse(0);
    }

    private Optional<Content> current() throws StoreException {
        return remembered.isPresent() ? remembered : store.get(key, MAX_DOCUMENT_BYTES);
    }

    /** Not conditional: R2 deletes without conditions. What else this worker writes to the run waits in its queue. */
    private boolean gone(Optional<Content> current) throws StoreException {
        remembered = Optional.empty();
        if (current.isPresent()) {
            store.delete(key);
        }
        return true;
    }

    private static <T extends HighlightChange> List<T> only(Class<T> type, List<HighlightChange> changes) {
        return changes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Written again and again, a document is parsed once. */
    private HighlightsDocument document(Content current) throws BrokenHighlights {
        boolean isOwn =
                remembered.map(Content::etag).filter(current.etag()::equals).isPresent();
        return isOwn && parsed.isPresent() ? parsed.get() : HighlightsDocument.parse(current.bytes());
    }

    private boolean swapped(Optional<Content> current, HighlightsDocument after) throws StoreException {
        remembered = Optional.empty();
        ByteBuffer bytes = ByteBuffer.wrap(after.toBytes());
        Precondition unchanged =
                current.isPresent() ? new Precondition.IfMatch(current.get().etag()) : new Precondition.IfAbsent();
        return switch (store.put(key, new Payload.Bytes(bytes), ATTRIBUTES, unchanged)) {
            case PutResult.Written(String etag) -> {
                remembered = Optional.of(new Content(etag, bytes));
                parsed = Optional.of(after);
                yield true;
            }
            case PutResult.PreconditionFailed() -> false;
        };
    }
}
