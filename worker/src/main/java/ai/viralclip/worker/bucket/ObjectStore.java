package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import java.nio.ByteBuffer;
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

    /**
     * Begins to write media that is to become visible only when its caller says so. To be closed whatever happens: what
     * was not completed by then is given up, and leaves nothing behind.
     *
     * @throws StoreException where this thread is interrupted while others are before it
     */
    PreparedPut prepare(String key, Payload.Media media, ObjectAttributes attributes, Precondition precondition)
            throws StoreException;

    /** What is stored under the key, without its bytes; empty where nothing is. */
    Optional<StoredObject> head(String key) throws StoreException;

    /**
     * The bytes stored under the key, with their ETag; empty where nothing is.
     *
     * @param maxBytes more than this many bytes is {@link StoreFailure.Refused}: no object may exhaust the heap
     */
    Optional<Content> get(String key, int maxBytes) throws StoreException;

    /**
     * Reads the object to its end, however large, and keeps none of it; empty where nothing is.
     *
     * @param sizeBytes that it has as far as is known: says how long it may take
     */
    Optional<Digest> digest(String key, long sizeBytes) throws StoreException;

    /** Deletes the object; nothing happens where there is none. */
    void delete(String key) throws StoreException;

    /**
     * A page of the objects whose keys begin with the prefix, ordered by key.
     *
     * @param from {@link Page#next} of the page before; empty for the first
     * @param max at most so many, up to {@link #MOST_KEYS}
     */
    Page<ListedObject> list(String prefix, Optional<String> from, int max) throws StoreException;

    /** What {@link #list} goes on from, where it is to begin after this key; unlike what a page names, for ever. */
    String after(String key);

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

    /**
     * A put in steps. It belongs to one thread.
     *
     * <pre>
     * while (put.awaitVerified()) {
     *     … // what must have happened before the object is visible
     *     put.complete();
     * }
     * return put.result();
     * </pre>
     */
    interface PreparedPut extends AutoCloseable {

        /**
         * Blocks until all bytes are sent, are seen to be those that were announced, and lack only what makes them
         * visible. So it may be again after {@link #complete}: where the answer does not come, everything is sent
         * again.
         *
         * @return false where the store has answered; {@link #result} says what
         * @throws StoreException where the put failed; nothing is stored by it, but after
         *     {@link StoreFailure.Unavailable}, as ever, that is unknown once it was completed
         */
        boolean awaitVerified() throws StoreException;

        /** Lets the rest go, so that the object becomes visible. */
        void complete() throws StoreException;

        /** What {@link ObjectStore#put} would have returned; to be asked once {@link #awaitVerified} is false. */
        PutResult result() throws StoreException;

        /** Ends it; on return nothing of it moves any more. */
        @Override
        void close();
    }

    /** What must hold for a put to take effect (RFC 9110 §13; R2 honours both since 2022). */
    sealed interface Precondition {

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

    /** All the bytes of an object, which were read under this ETag (without its quotes). */
    record Digest(String etag, long sizeBytes, Sha256 sha256) {}

    /**
     * What a listing says about an object.
     *
     * @param etag without its quotes
     * @param storedAt when it was last written, by the store's clock
     */
    record ListedObject(String key, long sizeBytes, String etag, Instant storedAt) {}

    /**
     * A multipart upload that was begun, and neither completed nor aborted: its parts take space, and no listing shows
     * it.
     *
     * @param begunAt by the store's clock; empty where it does not tell
     */
    record OpenUpload(String key, String id, Optional<Instant> begunAt) {}

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
