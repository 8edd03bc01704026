package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaFailure;
import java.io.IOException;

/** Media at an https: URI that cannot be read; {@link #failure()} says of which class that is. */
final class HttpsTrouble extends IOException {

    private final MediaFailure failure;

    HttpsTrouble(MediaFailure failure) {
        super(failure.detail());
        this.failure = failure;
    }

    HttpsTrouble(MediaFailure failure, Exception cause) {
        super(failure.detail(), cause);
        this.failure = failure;
    }

    MediaFailure failure() {
        return failure;
    }
}
