package ai.viralclip.worker.bucket.source;

import ai.viralclip.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Objects that media is taken from, in the buckets of one store. A boundary; reads only. Calls block.
 *
 * <p>Each fails with {@link SourceBytes.SourceUnresponsive} where the store does not answer, or asks for patience, with
 * {@link NotThere} where nothing can be read there, and with {@link NotOpen} where the whole bucket cannot.
 */
public interface SourceObjects {

    /** One object as it was at one moment: its ETag (without quotes) tells it from what may be there later. */
    record Version(String bucket, String key, String etag, long sizeBytes) {}

    /** What is there, and its first bytes (read-only). */
    record Seen(Version version, ByteBuffer first) {

        public Seen {
            first = first.asReadOnlyBuffer();
        }
    }

    /** Looks at what is there, with one request. */
    Seen look(String bucket, String key, int firstBytes) throws IOException;

    /**
     * Opens a stretch of it.
     *
     * @throws SourceBytes.SourceChanged where another version is there now
     */
    InputStream open(Version version, long from, long countBytes) throws IOException;

    /**
     * The hash that the store took of all its bytes when it was written; empty where it has none, or one of its parts
     * only.
     *
     * @throws SourceBytes.SourceChanged where another version is there now
     */
    Optional<Sha256> sha256(Version version) throws IOException;

    /** Nothing is there, or it is not for this key to be read: that may change. */
    final class NotThere extends IOException {

        /** @param message names the object; safe to show */
        public NotThere(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** By what the store says, none of its objects can be read: the bucket, the key, or the account. */
    final class NotOpen extends IOException {

        /** @param message names the bucket; safe to show */
        public NotOpen(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
