package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The bytes of a put: always readable again from the start, so that an attempt can be repeated. */
public sealed interface Payload {

    long sizeBytes();

    /**
     * A file whose hash is known, by announcement or because it was read before.
     *
     * <p>It is hashed while it is sent, and its last bytes are held back until the hash is found to be right: other
     * bytes are never stored, whatever the store checks. The store is sent the hash as {@code x-amz-checksum-sha256} as
     * well.
     *
     * @param before what must have happened before the object becomes visible
     */
    record File(Path path, long sizeBytes, Sha256 sha256, Before before) implements Payload {

        /** Nothing needs to happen before. */
        public static final Before AT_ONCE = () -> {};

        /** Becomes visible as soon as it is proved. */
        public File(Path path, long sizeBytes, Sha256 sha256) {
            this(path, sizeBytes, sha256, AT_ONCE);
        }
    }

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

    /** A step between the proof of a file's bytes and the moment when they become visible. */
    interface Before {

        /**
         * Called once all bytes are proved and before the last of them go; once for each attempt, so perhaps more than
         * once.
         *
         * @throws StoreException ends the put with this failure; nothing is stored by it
         */
        void happen() throws StoreException;
    }
}
