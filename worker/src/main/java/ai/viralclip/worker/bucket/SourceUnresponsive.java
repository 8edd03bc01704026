package ai.viralclip.worker.bucket;

import java.io.IOException;

/** The file system that a file is on does not answer: nothing is known of the file. */
public final class SourceUnresponsive extends IOException {

    /** @param message names the file system; safe to show */
    public SourceUnresponsive(String message) {
        super(message);
    }
}
