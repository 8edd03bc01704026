package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Content;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One run's document in the store: read, written under the condition that nobody wrote in between, deleted likewise.
 */
final class RunStore {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private static final ObjectAttributes ATTRIBUTES =
            new ObjectAttributes("application/json", "private, no-cache", Map.of());

    private final ObjectStore store;
    private final String key;
    private final Emptied emptied;

    /** When a deletion failed whose effect is not known, by {@link System#nanoTime}. */
    private Optional<Long> doubtful = Optional.empty();

    RunStore(ObjectStore store, String key, Emptied emptied) {
        this.store = store;
        this.key = key;
        this.emptied = emptied;
    }

    String key() {
        return key;
    }

    /**
     * What is there. One that another writer is about to delete is waited for until it is gone; and after a deletion
     * that may still take effect, it is waited until it cannot any more.
     */
    Optional<Content> read() throws StoreException, BrokenHighlights {
        while (doubtful.isPresent() && !isOver(emptied.leftAlone(), doubtful.get())) {
            pause();
        }
        doubtful = Optional.empty();
        Optional<Content> there = get();
        long since = System.nanoTime();
        while (there.isPresent() && emptied.isOfAnother(there.get()) && !isOver(emptied.leftAlone(), since)) {
            pause();
            Optional<Content> next = get();
            if (!next.map(Content::etag).equals(there.map(Content::etag))) {
                since = System.nanoTime();
            }
            there = next;
        }
        return there;
    }

    /** Empty where somebody wrote since {@code current} was read. */
    Optional<Content> swap(Optional<Content> current, ByteBuffer bytes) throws StoreException {
        Precondition unchanged =
                current.isPresent() ? new Precondition.IfMatch(current.get().etag()) : new Precondition.IfAbsent();
        return switch (store.put(key, new Payload.Bytes(bytes), ATTRIBUTES, unchanged)) {
            case PutResult.Written(String etag) -> Optional.of(new Content(etag, bytes));
            case PutResult.PreconditionFailed() -> Optional.empty();
        };
    }

    /** Whether it is gone now; not where somebody wrote since {@code current} was read, or right after. */
    boolean delete(Content current) throws StoreException, BrokenHighlights {
        long began = System.nanoTime();
        if (swap(Optional.of(current), emptied.next()).isEmpty() || isOver(Emptied.DELETED_WITHIN, began)) {
            return false;
        }
        try {
            store.delete(key);
        } catch (StoreException e) {
            // The store may delete it later, whatever is there by then: others wait because the marker stays.
            doubtful = Optional.of(System.nanoTime());
            throw e;
        }
        return get().isEmpty();
    }

    private Optional<Content> get() throws StoreException, BrokenHighlights {
        try {
            return store.get(key, HighlightsDocument.MOST_BYTES);
        } catch (StoreException e) {
            if (!(e.failure() instanceof StoreFailure.Unavailable) && isTooLarge()) {
                throw new BrokenHighlights("highlights.json is larger than " + HighlightsDocument.MOST_BYTES
                        + " bytes, the most that is read");
            }
            throw e;
        }
    }

    /** Looked at, because a store refuses for many reasons. */
    private boolean isTooLarge() throws StoreException {
        return store.head(key)
                .filter(there -> there.sizeBytes() > HighlightsDocument.MOST_BYTES)
                .isPresent();
    }

    private static boolean isOver(Duration time, long since) {
        return System.nanoTime() - since >= time.toNanos();
    }

    private void pause() throws StoreException {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(new StoreFailure.Unavailable("get " + key + ": interrupted", false), e);
        }
    }
}
