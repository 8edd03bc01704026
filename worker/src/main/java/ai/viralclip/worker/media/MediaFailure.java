package ai.viralclip.worker.media;

import java.time.Duration;

/**
 * Why media cannot be stored as announced. Details are safe to show: they name the media, without what may be secret in
 * its URI, and no more than was announced.
 */
public sealed interface MediaFailure {

    String detail();

    /** The URI's scheme or place is not on the operator's list. */
    record NotAllowed(String detail) implements MediaFailure {}

    /** Nothing is there, or it cannot be read: it may still come. */
    record Missing(String detail) implements MediaFailure {}

    /** The place that it is under is not there, or not for the worker: nothing is known of the media. */
    record RootGone(String detail) implements MediaFailure {}

    /** The file system or the server that it is on does not answer: nothing is known of the media. */
    record Unresponsive(String detail) implements MediaFailure {}

    /**
     * The server that it is on asks for patience.
     *
     * @param atLeast how long it asks to be left alone
     */
    record Busy(String detail, Duration atLeast) implements MediaFailure {}

    /** It became another one while it was looked at: another attempt finds what is there then. */
    record Changed(String detail) implements MediaFailure {}

    /** It is no MP4 or JPEG that is whole and can be shown. */
    record WrongMagicBytes(String detail) implements MediaFailure {}

    /** The size is not the one announced. */
    record SizeMismatch(String detail) implements MediaFailure {}

    /** The size is above {@code clip.media.max-bytes}. */
    record TooLarge(String detail) implements MediaFailure {}

    /** The SHA-256 is not the one announced. */
    record ChecksumMismatch(String detail) implements MediaFailure {}
}
