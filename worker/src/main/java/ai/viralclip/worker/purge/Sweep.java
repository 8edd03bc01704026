package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Page;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Once through everything under a prefix, a thousand keys at a time, so that memory does not grow with what is there.
 * May be repeated, and broken off anywhere.
 */
final class Sweep {

    private final ObjectStore store;
    private final Patience patience;
    private final RenderedTimes times;
    private final Deletion deletion;
    private final Documents documents;

    Sweep(ObjectStore store, Patience patience, RenderedTimes times, Deletion deletion, Documents documents) {
        this.store = store;
        this.patience = patience;
        this.times = times;
        this.deletion = deletion;
        this.documents = documents;
    }

    /**
     * Deletes what was rendered until the tally's time, and aborts uploads; or counts both.
     *
     * @return objects that were rendered later, and stay
     */
    long over(String prefix, Tally tally) throws StoreException, InterruptedException {
        long kept = 0;
        Optional<String> from = Optional.empty();
        do {
            Optional<String> next = from;
            Page<ListedObject> page = patience.with(() -> store.list(prefix, next, ObjectStore.MOST_KEYS));
            kept += page(page.items(), tally);
            from = page.next();
        } while (from.isPresent());
        tally.aborted(deletion.abortUploads(prefix, tally.countsOnly()));
        return kept;
    }

    private long page(List<ListedObject> objects, Tally tally) throws StoreException, InterruptedException {
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
        plain.addAll(edited.broken());
        List<ListedObject> condemned = times.renderedUntil(until, plain);
        deletion.delete(condemned);
        tally.deleted(edited.deleted());
        tally.deleted(condemned);
        return edited.kept() + (long) plain.size() - condemned.size();
    }
}
