package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.source.SourceBytes;
import java.nio.ByteBuffer;

/** The bytes of a put: always readable again from the start, so that an attempt can be repeated. */
public sealed interface Payload {

    long sizeBytes();

    /** Media, which may be large: what it is stored as is known before it is. */
    sealed interface Media extends Payload {

        /** Of all of it, by announcement or because it was read before. */
        Sha256 sha256();
    }

    /**
     * Media whose bytes go through the worker.
     *
     * <p>It is hashed while it is sent, and its last bytes are held back until the hash is found to be right: other
     * bytes are never stored, whatever the store checks. The store is sent the hash as {@code x-amz-checksum-sha256} as
     * well.
     */
    record Streamed(SourceBytes bytes, long sizeBytes, Sha256 sha256) implements Media {}

    /**
     * Media that lies in the same store: the store copies it, and no byte of it goes through the worker.
     *
     * <p>It is copied only as it was when it was looked at. The hash is believed: whoever makes this knows it of that
     * version.
     *
     * @param etag of that version, without its quotes
     */
    record Copied(String bucket, String key, String etag, long sizeBytes, Sha256 sha256) implements Media {}

    /** A few bytes in memory. The buffer is never written to, and never moved: readers duplicate it. */
    record Bytes(ByteBuffer content) implements Payload {

        public Bytes {
            content = content.asReadOnlyBuffer();
        }

        @Override
        public long sizeBytes() {
            return content.remaining();
        }
    }
}
