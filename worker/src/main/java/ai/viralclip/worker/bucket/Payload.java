package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The bytes of a put: always readable again from the start, so that an attempt can be repeated. */
public sealed interface Payload {

    long sizeBytes();

    /**
     * A file whose bytes were hashed before.
     *
     * <p>The store is sent the hash as {@code x-amz-checksum-sha256} and refuses other bytes: a file that changes
     * between the check and the upload cannot be stored under the old hash.
     */
    record File(Path path, long sizeBytes, Sha256 sha256) implements Payload {}

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
