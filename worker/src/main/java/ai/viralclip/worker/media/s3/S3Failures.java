package ai.viralclip.worker.media.s3;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.bucket.source.SourceObjects.NotOpen;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.Changed;
import ai.viralclip.worker.media.MediaFailure.Missing;
import ai.viralclip.worker.media.MediaFailure.RootGone;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import java.io.IOException;

/** What it means where media in a bucket cannot be read. */
final class S3Failures {

    private S3Failures() {}

    static MediaException of(IOException e) {
        String detail = String.valueOf(e.getMessage());
        return new MediaException(
                switch (e) {
                    case SourceUnresponsive _ -> new Unresponsive(detail);
                    case NotOpen _ -> new RootGone(detail);
                    case SourceChanged _ -> new Changed(detail);
                    default -> new Missing(detail);
                },
                e);
    }
}
