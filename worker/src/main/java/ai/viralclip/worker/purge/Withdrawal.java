package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.Listing;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Deletes the files of one clip that were rendered until a time, perhaps while another worker stores a later rendering
 * of it. A store deletes without conditions: so each file is looked at right before it is deleted, and a deletion that
 * did not go through begins with a look again.
 */
final class Withdrawal {

    /** So long after a file of one clip was looked at it may be deleted, and no later: it could be another by then. */
    static final Duration WITHIN = Duration.ofSeconds(3);

    private final ObjectStore store;
    private final Patience patience;
    private final RenderedTimes times;
    private final BatchDelete deletion;
    private final InstantSource clock;

    Withdrawal(ObjectStore store, Patience patience, RenderedTimes times, BatchDelete deletion, InstantSource clock) {
        this.store = store;
        this.patience = patience;
        this.times = times;
        this.deletion = deletion;
        this.clock = clock;
    }

    /**
     * On return, no file whose key begins with the prefix is there that was rendered until then.
     *
     * @throws StoreException where the store keeps one
     */
    void of(String prefix, Instant until) throws StoreException, InterruptedException {
        Left left = new Left();
        AtomicBoolean deleted = new AtomicBoolean();
        Listing.ofObjects(prefix, from -> patience.with(() -> store.list(prefix, from, ObjectStore.MOST_KEYS)))
                .each(page -> {
                    for (ListedObject object : page) {
                        if (delete(object, until, left)) {
                            deleted.set(true);
                        }
                    }
                });
        deletion.abortUploads(prefix, left);
        left.check(deleted.get());
    }

    private boolean delete(ListedObject object, Instant until, Left left) throws StoreException, InterruptedException {
        try {
            patience.with(() -> {
                Moment looked = Moment.now(clock);
                if (times.isRenderedUntil(until, object)) {
                    checkIsFresh(looked, object);
                    store.delete(object.key());
                }
                return until;
            });
            return true;
        } catch (StoreException e) {
            left.add(e.failure());
            return false;
        }
    }

    private void checkIsFresh(Moment looked, ListedObject object) throws StoreException {
        if (looked.since(clock).compareTo(WITHIN) > 0) {
            throw new StoreException(
                    new StoreFailure.Unavailable("delete " + object.key() + ": looked at too long ago", false));
        }
    }
}
