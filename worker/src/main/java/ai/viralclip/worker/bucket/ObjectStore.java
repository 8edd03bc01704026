package ai.viralclip.worker.bucket;

import java.util.Optional;

/**
 * One bucket of an S3 store, as this worker needs it. Calls block; run them on virtual threads.
 *
 * <p>Every write may be repeated. After {@link StoreFailure.Unavailable} it is unknown whether a write took effect:
 * look with {@link #head} or {@link #get} (README, "When things fail").
 */
public interface ObjectStore {

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
}
