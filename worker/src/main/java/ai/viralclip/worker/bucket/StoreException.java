package ai.viralclip.worker.bucket;

/** A call to the store that did not succeed; {@link #failure()} says of which class. */
public final class StoreException extends Exception {

    private final StoreFailure failure;

    public StoreException(StoreFailure failure, Throwable cause) {
        super(failure.detail(), cause);
        this.failure = failure;
    }

    public StoreException(StoreFailure failure) {
        super(failure.detail());
        this.failure = failure;
    }

    public StoreFailure failure() {
        return failure;
    }
}
