package ai.viralclip.worker.bucket;

import java.util.Collection;
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
}
