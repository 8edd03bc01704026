package ai.viralclip.worker.bucket;

import java.util.Optional;

/**
 * Ends a request before its last bytes went, so that nothing is stored by it.
 *
 * <p>Unchecked, and never with an {@link java.io.IOException} as its cause: that the SDK would take for a broken
 * connection, and send everything again.
 */
final class HeldBack extends RuntimeException {

    private final Optional<StoreException> failure;

    private HeldBack(String message, Optional<StoreException> failure) {
        super(message);
        this.failure = failure;
    }

    /** The bytes that were read are not those that were announced. */
    static HeldBack otherBytes() {
        return new HeldBack("the file is not the one that was announced", Optional.empty());
    }

    /** What was to happen before did not, or the file system does not answer. */
    static HeldBack because(StoreException failure) {
        return new HeldBack("what the bytes need did not happen", Optional.of(failure));
    }

    /** Why; empty for other bytes. */
    Optional<StoreException> failure() {
        return failure;
    }
}
