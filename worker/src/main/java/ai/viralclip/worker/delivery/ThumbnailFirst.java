package ai.viralclip.worker.delivery;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.media.MediaException;
import java.util.Optional;

/**
 * The upload of a clip's thumbnail as the last step before its video becomes visible: so a listed .mp4 always has its
 * .jpg, and a clip whose video is not what was announced leaves nothing behind. Happens once, however often the video
 * is tried. Used by one thread.
 *
 * @param <T> what is known of a stored thumbnail
 */
final class ThumbnailFirst<T> implements ClipUploader.Before {

    interface Upload<T> {
        T run() throws MediaException, StoreException, SupersededException;
    }

    private final Upload<T> upload;
    private Optional<T> stored = Optional.empty();

    ThumbnailFirst(Upload<T> upload) {
        this.upload = upload;
    }

    @Override
    public void happen() throws MediaException, StoreException, SupersededException {
        if (stored.isEmpty()) {
            stored = Optional.of(upload.run());
        }
    }

    /** Empty until it happened. */
    Optional<T> stored() {
        return stored;
    }
}
