package ai.viralclip.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * How the files are read that are to be stored. A boundary: a file system may hang, and whoever knows it sees to it
 * that nobody but the reader waits for it, and not for ever.
 */
public interface SourceFiles {

    /**
     * Opens a file. It may be opened as late as by the first read.
     *
     * @param sizeBytes that it must have
     * @param offset of the first byte to be read
     * @throws SourceUnresponsive here or by any read, where the file system does not answer
     * @throws IOException here or by any read, where the file is not there, has another size, or cannot be read
     */
    InputStream open(Path path, long sizeBytes, long offset) throws IOException;

    /** The file system that a file is on does not answer: nothing is known of the file. */
    final class SourceUnresponsive extends IOException {

        /** @param message names the file system; safe to show */
        public SourceUnresponsive(String message) {
            super(message);
        }
    }
}
