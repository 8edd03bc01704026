package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.EventIds;
import ai.viralclip.contracts.EventType;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Stores media under its key, so that the latest rendering holds whoever else writes.
 *
 * <p>The plain path is one request: a put under {@code If-None-Match: *}. Only where an object is there already (a
 * redelivery, a second rendering, or an attempt whose reply was lost) is it looked at: the same bytes are left alone,
 * an older rendering is replaced under {@code If-Match}, a later one is kept. So a worker that was taken for dead, and
 * finishes an upload long after its partition went to another one, changes nothing.
 */
final class ClipUploader {

    /** What must have happened before an object becomes visible. */
    interface Before {

        /** Nothing. */
        Before NOTHING = () -> {};

        /** Called once all bytes are proved; perhaps more than once. Where it throws, nothing is stored. */
        void happen() throws MediaException, StoreException, SupersededException;
    }

    /** Every further round means that somebody else wrote the same clip in between. */
    private static final int MAX_ROUNDS = 5;

    private final ObjectStore store;
    private final String cacheControl;
    private final InstantSource clock;

    ClipUploader(ObjectStore store, String cacheControl, InstantSource clock) {
        this.store = store;
        this.cacheControl = cacheControl;
        this.clock = clock;
    }

    /**
     * On return the object holds these bytes.
     *
     * @param before what must have happened before the object becomes visible; has happened on return
     * @return its ETag
     */
    String upload(String key, CheckedMedia media, RenderedClip clip, Attempt attempt, Before before)
            throws MediaException, StoreException, SupersededException {
        Optional<StoredObject> there = attempt.mayBeStored() ? store.head(key) : Optional.empty();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (there.isPresent() && isSame(there.get(), media, clip)) {
                before.happen();
                return there.get().etag();
            }
            Put put = new Put(key, media.content(), attributes(media, clip), unchanged(key, there, clip));
            PutResult result = before.equals(Before.NOTHING) ? put(put) : putAfter(before, put);
            if (result instanceof PutResult.Written(String etag)) {
                return etag;
            }
            there = store.head(key);
        }
        throw new StoreException(
                new StoreFailure.Unavailable(key + " was changed by others " + MAX_ROUNDS + " times in a row", true));
    }

    private record Put(String key, Payload.Media media, ObjectAttributes attributes, Precondition unchanged) {}

    private PutResult put(Put put) throws StoreException {
        return store.put(put.key(), put.media(), put.attributes(), put.unchanged());
    }

    private PutResult putAfter(Before before, Put put) throws MediaException, StoreException, SupersededException {
        try (PreparedPut prepared = store.prepare(put.key(), put.media(), put.attributes(), put.unchanged())) {
            while (prepared.awaitVerified()) {
                before.happen();
                prepared.complete();
            }
            return prepared.result();
        }
    }

    private ObjectAttributes attributes(CheckedMedia media, RenderedClip clip) {
        Map<String, String> metadata = ClipMetadata.of(
                media.sha256(), clip.renderedAt(), EventIds.derived(clip.source(), clip.id(), EventType.CLIP_RENDERED));
        boolean hasThumbnail = clip.data().thumbnail().isPresent();
        return new ObjectAttributes(
                media.kind().contentType(),
                cacheControl,
                media.kind() == MediaKind.VIDEO ? ClipMetadata.ofVideo(metadata, hasThumbnail) : metadata);
    }

    /**
     * The same bytes of an earlier rendering are written again: else a rendering in between could still replace them.
     */
    private boolean isSame(StoredObject there, CheckedMedia media, RenderedClip clip) {
        return ClipMetadata.isOf(there, media.sizeBytes(), media.sha256())
                && !renderedAt(there).isBefore(clip.renderedAt());
    }

    private Precondition unchanged(String key, Optional<StoredObject> there, RenderedClip clip)
            throws SupersededException {
        if (there.isEmpty()) {
            return new Precondition.IfAbsent();
        }
        if (renderedAt(there.get()).isAfter(clip.renderedAt())) {
            throw new SupersededException(key + " holds a later rendering of this clip");
        }
        return new Precondition.IfMatch(there.get().etag());
    }

    /** An object that this worker did not write counts as older than any rendering. */
    private Instant renderedAt(StoredObject there) {
        return ClipMetadata.renderedAt(there, clock.instant()).orElse(Instant.MIN);
    }
}
