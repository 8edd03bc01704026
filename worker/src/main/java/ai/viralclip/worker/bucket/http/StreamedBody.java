package ai.viralclip.worker.bucket.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A request's body, written in pieces that fill whole TLS records (16 KiB each), and of which each is one call to the
 * file system that the file is on (decision 0062).
 */
public final class StreamedBody extends AbstractHttpEntity {

    private static final int PIECE_BYTES = 256 * 1024;

    private final Supplier<InputStream> content;
    private final long length;

    /** @param content opens the body, from its beginning each time */
    public StreamedBody(Supplier<InputStream> content, long length) {
        // Its type is among the request's headers, which are signed as they are.
        super((String) null, null, false);
        this.content = content;
        this.length = length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = content.get()) {
            var piece = new byte[(int) Math.min(PIECE_BYTES, length + 1)];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                write(out, piece, read);
            }
        }
    }

    private static void write(OutputStream out, byte[] piece, int count) throws IOException {
        try {
            out.write(piece, 0, count);
        } catch (IOException e) {
            throw new BrokenOff(e);
        }
    }

    /** Sets a connection that breaks while it is written to apart from a file that cannot be read. */
    static final class BrokenOff extends IOException {

        BrokenOff(IOException cause) {
            super(cause);
        }
    }

    @Override
    public InputStream getContent() {
        return content.get();
    }

    @Override
    public long getContentLength() {
        return length;
    }

    /** The SDK decides about another attempt, and makes a new request for it. */
    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() {
        // What is opened is closed where it is written.
    }
}
