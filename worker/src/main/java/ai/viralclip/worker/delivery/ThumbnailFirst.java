package ai.viralclip.worker.delivery;

import ai.viralclip.worker.bucket.ObjectStore.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.media.MediaException;
import java.util.Optional;

/**
 * The upload of a clip's thumbnail as the last step before its video becomes visible: so a listed .mp4 always has its
 * .jpg, and a clip whose video is not what was announced leaves nothing behind. Happens once, however often the video
 * is tried. Used by one thread.
 *
 * @param <T> what is known of a stored thumbnail
 */
final class ThumbnailFirst<T> implements Payload.Before {

    interface Upload<T> {
        T run() throws MediaException, StoreException, SupersededException;
    }

    private final Upload<T> upload;
    private Optional<T> stored = Optional.empty();
    private Optional<MediaException> unfit = Optional.empty();
    private Optional<SupersededException> superseded = Optional.empty();

    ThumbnailFirst(Upload<T> upload) {
        this.upload = upload;
    }

    @Override
    public void happen() throws StoreException {
        if (stored.isPresent()) {
            return;
        }
        try {
            stored = Optional.of(upload.run());
        } catch (MediaException e) {
            unfit = Optional.of(e);
            throw endOfPut(e);
        } catch (SupersededException e) {
            superseded = Optional.of(e);
            throw endOfPut(e);
        }
    }

    /** Empty until it happened. */
    Optional<T> stored() {
        return stored;
    }

    /** What only the delivery can judge, and the bucket could not pass on: throws it where it ended the video's put. */
    void rethrow() throws MediaException, SupersededException {
        if (unfit.isPresent()) {
            throw unfit.get();
        }
        if (superseded.isPresent()) {
            throw superseded.get();
        }
    }

    private static StoreException endOfPut(Exception e) {
        return new StoreException(new StoreFailure.Refused("the thumbnail cannot be stored"), e);
    }
}
