package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Parallel;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which objects were rendered until a purge's time. What was stored well before it was rendered before it too,
 * and is not looked at; of what was stored later, the object itself is asked ({@link ClipMetadata}).
 */
final class RenderedTimes {

    private final ObjectStore store;
    private final Patience patience;
    private final Parallel parallel;

    RenderedTimes(ObjectStore store, Patience patience, Parallel parallel) {
        this.store = store;
        this.patience = patience;
        this.parallel = parallel;
    }

    /** Those of a page that were rendered until then. */
    List<ListedObject> renderedUntil(Instant then, List<ListedObject> objects)
            throws StoreException, InterruptedException {
        List<ListedObject> doubtful = objects.stream()
                .filter(object -> !object.storedAt().isBefore(then.minus(ClipMetadata.CLOCKS_DIFFER)))
                .toList();
        List<Boolean> answers = parallel.each(doubtful, object -> isLater(then, object));
        Set<ListedObject> later = new HashSet<>();
        for (int i = 0; i < doubtful.size(); i++) {
            if (answers.get(i)) {
                later.add(doubtful.get(i));
            }
        }
        List<ListedObject> until = new ArrayList<>(objects);
        until.removeAll(later);
        return until;
    }

    private boolean isLater(Instant then, ListedObject object) throws StoreException, InterruptedException {
        return !patience.with(() -> isRenderedUntil(then, object));
    }

    /**
     * Whether what is there right now was rendered until then. One that is gone meanwhile was: to delete it once more
     * does no harm.
     */
    boolean isRenderedUntil(Instant then, ListedObject object) throws StoreException {
        Optional<StoredObject> there;
        try {
            there = store.head(object.key());
        } catch (StoreException e) {
            if (e.failure() instanceof StoreFailure.Refused) {
                return !object.storedAt().isAfter(then);
            }
            throw e;
        }
        return there.isEmpty() || !renderedAt(there.get(), object).isAfter(then);
    }

    /**
     * What another writer stored says no time, nor does what may not be looked at: then it is the time at which it was
     * stored.
     */
    private static Instant renderedAt(StoredObject there, ListedObject listed) {
        return ClipMetadata.renderedAt(there).orElse(listed.storedAt());
    }
}
