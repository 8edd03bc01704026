package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.Optional;

/** What one sweep could not delete: it keeps nothing else from being deleted, and is told of at the end. */
final class Left {

    /** One key after another, each with a request of its own: it is not about the keys. */
    private static final int MOST_ALONE_IN_A_ROW = 16;

    private long count;
    private int aloneInARow;
    private Optional<StoreFailure> first = Optional.empty();

    void add(StoreFailure failure) {
        count++;
        first = first.or(() -> Optional.of(failure));
    }

    /**
     * The request that was about this one alone was refused as a whole.
     *
     * @throws StoreException where so many were in a row that it will be so with all
     */
    void addAlone(StoreFailure failure) throws StoreException {
        add(failure);
        if (failure instanceof StoreFailure.Doubtful && ++aloneInARow == MOST_ALONE_IN_A_ROW) {
            throw new StoreException(failure);
        }
    }

    /** A request was taken. */
    void goesOn() {
        aloneInARow = 0;
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
        if ((failure instanceof StoreFailure.Denied || failure instanceof StoreFailure.Doubtful) && !others) {
            throw new StoreException(failure);
        }
        throw new StoreException(new StoreFailure.Refused(
                "all is deleted but " + count + " that the store keeps; the first: " + failure.detail()));
    }
}
