package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.OpenUpload;
import ai.viralclip.worker.bucket.Page;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes until it is done: every key's own failure is read, and tried again for as long as the store is unavailable.
 */
final class Deletion {

    private final ObjectStore store;
    private final Patience patience;

    Deletion(ObjectStore store, Patience patience) {
        this.store = store;
        this.patience = patience;
    }

    /**
     * On return, none of them is there. At most {@link ObjectStore#MOST_KEYS}.
     *
     * @throws StoreException where one of them may not be deleted
     */
    void delete(List<ListedObject> objects) throws StoreException, InterruptedException {
        Set<String> left = new HashSet<>(objects.stream().map(ListedObject::key).toList());
        for (int failures = 0; !left.isEmpty(); failures++) {
            Map<String, StoreFailure> failed = patience.with(() -> store.deleteAll(left));
            left.retainAll(failed.keySet());
            for (StoreFailure failure : failed.values()) {
                if (!(failure instanceof StoreFailure.Unavailable)) {
                    throw new StoreException(failure);
                }
            }
            if (!left.isEmpty()) {
                patience.sleepAfter(failures);
            }
        }
    }

    /** Aborts the uploads under way to keys that begin with the prefix; returns how many there were. */
    long abortUploads(String prefix, boolean countOnly) throws StoreException, InterruptedException {
        long count = 0;
        Optional<String> from = Optional.empty();
        do {
            Optional<String> next = from;
            Page<OpenUpload> page = patience.with(() -> store.uploads(prefix, next));
            for (OpenUpload upload : page.items()) {
                if (!countOnly) {
                    patience.with(() -> {
                        store.abort(upload);
                        return upload;
                    });
                }
            }
            count += page.items().size();
            from = page.next();
        } while (from.isPresent());
        return count;
    }
}
