package ai.viralclip.worker.bucket.s3.answers;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.Optional;

/**
 * Ends a request before its last bytes went, so that nothing is stored by it.
 *
 * <p>Unchecked, and never with an {@link java.io.IOException} as its cause: that the SDK would take for a broken
 * connection, and send everything again.
 */
public final class HeldBack extends RuntimeException {

    private final Optional<StoreException> failure;

    private HeldBack(String message, Optional<StoreException> failure) {
        super(message);
        this.failure = failure;
    }

    /** The bytes that were read are not those that were announced. */
    public static HeldBack otherBytes() {
        return new HeldBack("the media is not the one that was announced", Optional.empty());
    }

    /** Where the media is does not answer. */
    public static HeldBack because(StoreException failure) {
        return new HeldBack("the media is not read to its end", Optional.of(failure));
    }

    /** They are not wanted any more. */
    public static HeldBack givenUp() {
        var failure = new StoreFailure.Unavailable("the put was given up", false);
        return new HeldBack("the put was given up", Optional.of(new StoreException(failure)));
    }

    /** Why; empty for other bytes. */
    public Optional<StoreException> failure() {
        return failure;
    }
}
