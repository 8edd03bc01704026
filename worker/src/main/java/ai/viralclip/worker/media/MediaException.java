package ai.viralclip.worker.media;

/** Media that cannot be stored as announced; {@link #failure()} says why. */
public final class MediaException extends Exception {

    private final MediaFailure failure;

    public MediaException(MediaFailure failure) {
        super(failure.detail());
        this.failure = failure;
    }

    public MediaException(MediaFailure failure, Throwable cause) {
        super(failure.detail(), cause);
        this.failure = failure;
    }

    public MediaFailure failure() {
        return failure;
    }
}
