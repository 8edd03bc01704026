package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.SourceFiles;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Files that are read by whoever wants them, on a file system that answers. */
final class PlainFiles implements SourceFiles {

    @Override
    public InputStream open(Path path, long sizeBytes, long offset) throws IOException {
        var in = new FileInputStream(path.toFile());
        try {
            in.skipNBytes(offset);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
