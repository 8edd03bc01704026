package ai.viralclip.worker.media;

import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.media.MediaEvent.Came;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a source, each block of which is told of as it comes. */
public record CountedBytes(SourceBytes bytes, SourceKind source, MediaEvent.Listener events) implements SourceBytes {

    @Override
    public InputStream open(long offset) throws IOException {
        return new FilterInputStream(bytes.open(offset)) {

            @Override
            public int read() throws IOException {
                int one = in.read();
                if (one >= 0) {
                    events.on(new Came(source, 1));
                }
                return one;
            }

            @Override
            public int read(byte[] target, int at, int count) throws IOException {
                int some = in.read(target, at, count);
                if (some > 0) {
                    events.on(new Came(source, some));
                }
                return some;
            }
        };
    }

    @Override
    public boolean isNear() {
        return bytes.isNear();
    }

    @Override
    public void close() {
        bytes.close();
    }
}
