package ai.viralclip.worker.bucket.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of media that is to be stored, wherever it is. A boundary: each kind of source has its own. They are opened
 * as often as they are asked for, from any of them on, and by several readers at one time; each time they are the same
 * ones, or reading them fails.
 *
 * <p>Whoever has them sees to it that a source that hangs stops nobody but its reader, and not for ever.
 */
public interface SourceBytes extends AutoCloseable {

    /**
     * Opens them. The source may be gone to as late as by the first read.
     *
     * @param offset of the first byte to be read
     * @throws SourceUnresponsive here or by any read, where the source does not answer
     * @throws SourceChanged here or by any read, where other bytes are there now
     * @throws IOException here or by any read, where they are not there, or cannot be read
     */
    InputStream open(long offset) throws IOException;

    /** Whether reading them once more costs next to nothing: then large media goes in parts, each read twice. */
    boolean isNear();

    /** They are not read any more: what was held for them is given back. Most hold nothing. */
    @Override
    default void close() {}

    /** Where the media is does not answer: nothing is known of the media. */
    final class SourceUnresponsive extends IOException {

        /** @param message names the file system or the server; safe to show */
        public SourceUnresponsive(String message) {
            super(message);
        }

        /** @param message names the file system or the server; safe to show */
        public SourceUnresponsive(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Something else is there than what was looked at: what was read so far is worth nothing. */
    final class SourceChanged extends IOException {

        /** @param message names the media; safe to show */
        public SourceChanged(String message) {
            super(message);
        }
    }
}
