package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.Optional;

/** What one sweep could not delete: it keeps nothing else from being deleted, and is told of at the end. */
final class Left {

    private long count;
    private Optional<StoreFailure> first = Optional.empty();

    void add(StoreFailure failure) {
        count++;
        first = first.or(() -> Optional.of(failure));
    }

    /**
     * @param others whether anything else could be deleted
     * @throws StoreException where something was left. That this worker may not delete at all is believed only where it
     *     deleted nothing: one object that is locked is no reason to stop everybody
     */
    void check(boolean others) throws StoreException {
        if (first.isEmpty()) {
            return;
        }
        StoreFailure failure = first.get();
        if (failure instanceof StoreFailure.Denied && !others) {
            throw new StoreException(failure);
        }
        throw new StoreException(new StoreFailure.Refused(
                "all is deleted but " + count + " that the store keeps; the first: " + failure.detail()));
    }
}
