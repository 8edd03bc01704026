package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket of an S3 store, as this worker needs it. Calls block; run them on virtual threads.
 *
 * <p>Every write may be repeated. After {@link StoreFailure.Unavailable} it is unknown whether a write took effect:
 * look with {@link #head} or {@link #get} (FAILURES.md).
 */
public interface ObjectStore {

    /** The most that a page of a listing holds, and that are deleted at once. */
    int MOST_KEYS = 1_000;

    /**
     * Writes one object; on return it is durable, and visible to every reader.
     *
     * @return {@link PutResult.PreconditionFailed} where the store answered 412; whoever wants to know what is there,
     *     looks
     * @throws StoreException with the failure, by class
     */
    PutResult put(String key, Payload payload, ObjectAttributes attributes, Precondition precondition)
            throws StoreException;

    /** What is stored under the key, without its bytes; empty where nothing is. */
    Optional<StoredObject> head(String key) throws StoreException;

    /**
     * The bytes stored under the key, with their ETag; empty where nothing is.
     *
     * @param maxBytes more than this many bytes is {@link StoreFailure.Refused}: no object may exhaust the heap
     */
    Optional<Content> get(String key, int maxBytes) throws StoreException;

    /** Deletes the object; nothing happens where there is none. */
    void delete(String key) throws StoreException;

    /**
     * A page of the objects whose keys begin with the prefix, ordered by key.
     *
     * @param from {@link Page#next} of the page before; empty for the first
     * @param max at most so many, up to {@link #MOST_KEYS}
     */
    Page<ListedObject> list(String prefix, Optional<String> from, int max) throws StoreException;

    /**
     * Deletes up to {@link #MOST_KEYS} objects; nothing happens to keys that hold none.
     *
     * @return the keys that were not deleted, each with its failure
     * @throws StoreException where the request as a whole failed; some may be deleted all the same
     */
    Map<String, StoreFailure> deleteAll(Collection<String> keys) throws StoreException;

    /**
     * A page of the multipart uploads under way to keys that begin with the prefix.
     *
     * @param from {@link Page#next} of the page before; empty for the first
     */
    Page<OpenUpload> uploads(String prefix, Optional<String> from) throws StoreException;

    /** Gives an upload up, and the space of its parts free; nothing happens where it is no longer open. */
    void abort(OpenUpload upload) throws StoreException;

    /** The bytes of a put: always readable again from the start, so that an attempt can be repeated. */
    sealed interface Payload {

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

    /** What must hold for a put to take effect (RFC 9110 §13; R2 honours both since 2022). */
    sealed interface Precondition {

        /** Nothing: last writer wins. */
        record Always() implements Precondition {}

        /** {@code If-None-Match: *}: no object may be there yet. */
        record IfAbsent() implements Precondition {}

        /** {@code If-Match}: the object there must still have this ETag (without its quotes). */
        record IfMatch(String etag) implements Precondition {}
    }

    /** What the store answered to a put. */
    sealed interface PutResult {

        /** The object is stored, under this ETag (without its quotes). */
        record Written(String etag) implements PutResult {}

        /** The {@link Precondition} did not hold (412): nothing was written by the attempt that got this answer. */
        record PreconditionFailed() implements PutResult {}
    }

    /**
     * What is stored beside an object's bytes.
     *
     * @param metadata {@code x-amz-meta-*} names without their prefix, in lower case, to ASCII values: R2 gives other
     *     values back encoded
     */
    record ObjectAttributes(String contentType, String cacheControl, Map<String, String> metadata) {

        public ObjectAttributes {
            metadata = Map.copyOf(metadata);
            metadata.forEach((name, value) -> {
                if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                    throw new IllegalArgumentException("metadata " + name + " is not printable ASCII");
                }
            });
        }
    }

    /**
     * What the store says about an object.
     *
     * @param etag without its quotes
     * @param metadata by names without their prefix
     * @param storedAt when it was last written, by the store's clock
     */
    record StoredObject(
            String etag, long sizeBytes, String contentType, Map<String, String> metadata, Instant storedAt) {

        public StoredObject {
            metadata = Map.copyOf(metadata);
        }
    }

    /** A small object's bytes (read-only) and the ETag that they were read under, without its quotes. */
    record Content(String etag, ByteBuffer bytes) {

        public Content {
            bytes = bytes.asReadOnlyBuffer();
        }
    }

    /**
     * What a listing says about an object.
     *
     * @param etag without its quotes
     * @param storedAt when it was last written, by the store's clock
     */
    record ListedObject(String key, long sizeBytes, String etag, Instant storedAt) {}

    /**
     * A multipart upload that was begun, and neither completed nor aborted: its parts take space, and no listing shows it.
     */
    record OpenUpload(String key, String id) {}

    /**
     * A stretch of a listing.
     *
     * @param next asks for what follows; empty where nothing does. A page may be empty, and still not be the last one
     */
    record Page<T>(List<T> items, Optional<String> next) {

        public Page {
            items = List.copyOf(items);
        }
    }
}
