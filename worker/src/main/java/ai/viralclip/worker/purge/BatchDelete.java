package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.Listing;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes until it is done: every key's own failure is read, and tried again for as long as the store is unavailable.
 * What the store refuses to delete is left, and the others are deleted all the same.
 */
final class BatchDelete {

    private final ObjectStore store;
    private final Patience patience;

    BatchDelete(ObjectStore store, Patience patience) {
        this.store = store;
        this.patience = patience;
    }

    /**
     * Those that are no longer there. At most {@link ObjectStore#MOST_KEYS}.
     *
     * @param left where those are told that the store keeps
     */
    List<ListedObject> delete(List<ListedObject> objects, Left left) throws StoreException, InterruptedException {
        try {
            return deleteTogether(objects, left);
        } catch (StoreException e) {
            if (!isAboutOneObject(e.failure())) {
                throw e;
            }
            // The request as a whole: one key spoils it.
            if (objects.size() == 1) {
                left.addAlone(e.failure());
                return List.of();
            }
            int half = objects.size() / 2;
            List<ListedObject> deleted = new ArrayList<>(delete(objects.subList(0, half), left));
            deleted.addAll(delete(objects.subList(half, objects.size()), left));
            return deleted;
        }
    }

    private List<ListedObject> deleteTogether(List<ListedObject> objects, Left left)
            throws StoreException, InterruptedException {
        Set<String> open = new HashSet<>(objects.stream().map(ListedObject::key).toList());
        Set<String> kept = new HashSet<>();
        for (int failures = 0; !open.isEmpty(); failures++) {
            Map<String, StoreFailure> failed = patience.with(() -> store.deleteAll(open));
            open.retainAll(failed.keySet());
            for (Map.Entry<String, StoreFailure> one : failed.entrySet()) {
                if (!(one.getValue() instanceof StoreFailure.Unavailable)) {
                    left.add(one.getValue());
                    kept.add(one.getKey());
                }
            }
            open.removeAll(kept);
            Optional<StoreFailure> again = failed.entrySet().stream()
                    .filter(one -> open.contains(one.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (again.isPresent()) {
                patience.beforeAgain(failures, again.get());
            }
        }
        left.goesOn();
        return objects.stream().filter(object -> !kept.contains(object.key())).toList();
    }

    private static boolean isAboutOneObject(StoreFailure failure) {
        return failure instanceof StoreFailure.Refused || failure instanceof StoreFailure.Doubtful;
    }

    /** Aborts the uploads under way to keys that begin with the prefix; returns how many there were. */
    long abortUploads(String prefix, Left left) throws StoreException, InterruptedException {
        AtomicLong count = new AtomicLong();
        uploads(prefix).each(page -> {
            for (OpenUpload upload : page) {
                count.addAndGet(abort(upload, left));
            }
        });
        return count.get();
    }

    /** How many uploads are under way to keys that begin with the prefix. */
    long countUploads(String prefix) throws StoreException, InterruptedException {
        AtomicLong count = new AtomicLong();
        uploads(prefix).each(page -> count.addAndGet(page.size()));
        return count.get();
    }

    private Listing<OpenUpload> uploads(String prefix) {
        return Listing.ofUploads(prefix, from -> patience.with(() -> store.uploads(prefix, from)));
    }

    private int abort(OpenUpload upload, Left left) throws StoreException, InterruptedException {
        try {
            return patience.with(() -> {
                store.abort(upload);
                return 1;
            });
        } catch (StoreException e) {
            if (!isAboutOneObject(e.failure())) {
                throw e;
            }
            left.add(e.failure());
            return 0;
        }
    }
}
