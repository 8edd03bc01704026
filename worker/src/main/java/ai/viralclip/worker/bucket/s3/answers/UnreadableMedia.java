package ai.viralclip.worker.bucket.s3.answers;

import java.io.IOException;

/** Sets media that cannot be read apart from a connection that breaks: the SDK wraps both alike. */
public final class UnreadableMedia extends IOException {

    public UnreadableMedia(IOException cause) {
        super(cause);
    }
}
