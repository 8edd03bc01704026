package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.source.SourceBytes;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file that is read by whoever wants it, on a file system that answers. */
public record PlainFile(Path path, boolean isNear) implements SourceBytes {

    public static Payload.Streamed of(Path path, long sizeBytes, Sha256 sha256) {
        return new Payload.Streamed(new PlainFile(path, true), sizeBytes, sha256);
    }

    public static Path path(Payload.Streamed media) {
        return ((PlainFile) media.bytes()).path();
    }

    @Override
    public InputStream open(long offset) throws IOException {
        InputStream in = new FileInputStream(path.toFile());
        try {
            in.skipNBytes(offset);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
