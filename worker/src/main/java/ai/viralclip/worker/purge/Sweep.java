package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.Listing;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Once through everything under a prefix, a thousand keys at a time, so that memory does not grow with what is there.
 * May be repeated, and broken off anywhere.
 */
final class Sweep {

    /**
     * After that, another worker may have taken the purge over and be through with it, and what was looked at may have
     * been replaced by a later rendering since.
     */
    private static final Duration DELETED_WITHIN = Duration.ofSeconds(9);

    private final ObjectStore store;
    private final Patience patience;
    private final RenderedTimes times;
    private final BatchDelete deletion;
    private final Documents documents;
    private final InstantSource clock;

    Sweep(
            ObjectStore store,
            Patience patience,
            RenderedTimes times,
            BatchDelete deletion,
            Documents documents,
            InstantSource clock) {
        this.store = store;
        this.patience = patience;
        this.times = times;
        this.deletion = deletion;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Deletes what was rendered until the tally's time, and aborts uploads; or counts both.
     *
     * @param left where those are told that the store keeps
     * @return objects that were rendered later, and stay
     */
    long over(String prefix, Tally tally, Left left) throws StoreException, InterruptedException {
        AtomicLong kept = new AtomicLong();
        Listing.ofObjects(prefix, from -> patience.with(() -> store.list(prefix, from, ObjectStore.MOST_KEYS)))
                .each(page -> kept.addAndGet(page(page, tally, left)));
        tally.aborted(tally.countsOnly() ? deletion.countUploads(prefix) : deletion.abortUploads(prefix, left));
        return kept.get();
    }

    private long page(List<ListedObject> objects, Tally tally, Left left) throws StoreException, InterruptedException {
        Instant until = tally.until();
        if (tally.countsOnly()) {
            List<ListedObject> found = times.renderedUntil(until, objects);
            tally.deleted(found);
            return (long) objects.size() - found.size();
        }
        List<ListedObject> plain = new ArrayList<>();
        List<ListedObject> runs = new ArrayList<>();
        objects.forEach(object -> (Documents.isDocument(object) ? runs : plain).add(object));
        Documents.Edited edited = documents.forget(until, runs);
        tally.deleted(edited.deleted());
        // Whenever they were stored: nobody can say that nothing in them is from before.
        tally.deleted(deletion.delete(edited.unreadable(), left));
        return edited.kept() + delete(plain, tally, left);
    }

    /** Returns how many were rendered later. */
    private long delete(List<ListedObject> objects, Tally tally, Left left)
            throws StoreException, InterruptedException {
        Moment looked = Moment.now(clock);
        List<ListedObject> condemned = times.renderedUntil(tally.until(), objects);
        if (looked.since(clock).compareTo(DELETED_WITHIN) > 0) {
            return deleteInHalves(objects, tally, left);
        }
        tally.deleted(deletion.delete(condemned, left));
        return (long) objects.size() - condemned.size();
    }

    /** To look at them took too long: fewer take less. */
    private long deleteInHalves(List<ListedObject> objects, Tally tally, Left left)
            throws StoreException, InterruptedException {
        int half = objects.size() / 2;
        return half == 0
                ? delete(objects, tally, left)
                : delete(objects.subList(0, half), tally, left)
                        + delete(objects.subList(half, objects.size()), tally, left);
    }
}
