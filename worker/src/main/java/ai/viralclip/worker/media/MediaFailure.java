package ai.viralclip.worker.media;

/**
 * Why media cannot be stored as announced. Details are safe to show: they name the file, and no more than was
 * announced.
 */
public sealed interface MediaFailure {

    String detail();

    /** The URI's scheme or place is not on the operator's list. */
    record NotAllowed(String detail) implements MediaFailure {}

    /** Nothing is there, or it cannot be read: it may still come. */
    record Missing(String detail) implements MediaFailure {}

    /** The root that it is under is not there, or empty: nothing is known of the file. */
    record RootGone(String detail) implements MediaFailure {}

    /** The file system that it is on does not answer: nothing is known of the file. */
    record Unresponsive(String detail) implements MediaFailure {}

    /** It is no MP4 or JPEG that is whole and can be shown. */
    record WrongMagicBytes(String detail) implements MediaFailure {}

    /** The size is not the one announced. */
    record SizeMismatch(String detail) implements MediaFailure {}

    /** The size is above {@code clip.media.max-bytes}. */
    record TooLarge(String detail) implements MediaFailure {}

    /** The SHA-256 is not the one announced. */
    record ChecksumMismatch(String detail) implements MediaFailure {}
}
