package ai.viralclip.worker.bucket;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A stretch of a file as a request's body, read anew for each attempt and never held in memory.
 *
 * <p>Belongs to one call, hence to one thread.
 */
final class FileRegion implements ContentStreamProvider, AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Payload.File file;
    private final long offset;
    private final long length;
    private @Nullable Stream current;

    FileRegion(Payload.File file, long offset, long length) {
        this.file = file;
        this.offset = offset;
        this.length = length;
    }

    static FileRegion all(Payload.File file) {
        return new FileRegion(file, 0, file.sizeBytes());
    }

    RequestBody asBody(String contentType) {
        return RequestBody.fromContentProvider(this, length, contentType);
    }

    @Override
    public InputStream newStream() {
        close();
        try {
            var stream = new Stream(open());
            current = stream;
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(new Unreadable(e));
        }
    }

    /** The SDK does not always close what it was given. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }

    /** Not a channel: that would be closed by the interrupt with which the SDK ends an attempt that takes too long. */
    private InputStream open() throws IOException {
        var path = file.path().toFile();
        var in = new FileInputStream(path);
        try {
            if (path.length() != file.sizeBytes()) {
                throw new IOException("the file no longer has the size that it was announced with");
            }
            in.skipNBytes(offset);
            return new BufferedInputStream(in, BUFFER_BYTES);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Sets a file that cannot be read apart from a connection that breaks: the SDK wraps both alike. */
    static final class Unreadable extends IOException {

        Unreadable(IOException cause) {
            super(cause);
        }
    }

    private final class Stream extends InputStream {

        private final InputStream in;
        private long left = length;

        Stream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            try {
                int read = in.read(target, at, (int) Math.min(count, left));
                if (read < 0) {
                    throw new EOFException("the file became shorter while it was sent");
                }
                left -= read;
                return read;
            } catch (IOException e) {
                throw new Unreadable(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(new Unreadable(e));
            }
        }
    }
}
