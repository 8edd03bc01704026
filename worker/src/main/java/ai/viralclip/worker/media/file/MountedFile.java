package ai.viralclip.worker.media.file;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes, each block of them read by a thread of its mount. It is opened with the first one. Belongs to one
 * reader.
 */
final class MountedFile extends InputStream {

    private final Mount mount;
    private final Path path;
    private final long sizeBytes;
    private final long offset;
    private @Nullable SeekableByteChannel channel;
    private boolean over;

    /**
     * @param sizeBytes that it must have
     * @param offset of the first byte that is read
     */
    MountedFile(Mount mount, Path path, long sizeBytes, long offset) {
        this.mount = mount;
        this.path = path;
        this.sizeBytes = sizeBytes;
        this.offset = offset;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads into the target from another thread. A call that was given up may do so later still: after that the target
     * is to be used by nobody.
     */
    @Override
    public int read(byte[] target, int at, int count) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(target, at, count);
        if (over) {
            throw new ClosedChannelException();
        }
        if (count == 0) {
            return 0;
        }
        if (channel == null) {
            Opened opened = mount.call(path, () -> open(into));
            channel = opened.channel();
            return opened.read();
        }
        return readOn(channel, into);
    }

    private int readOn(SeekableByteChannel from, ByteBuffer into) throws IOException {
        try {
            return mount.callWith(from, path, () -> from.read(into));
        } catch (SourceUnresponsive e) {
            // The mount closes it.
            channel = null;
            over = true;
            throw e;
        }
    }

    /** A file that was opened, and how many bytes were read of it. */
    private record Opened(SeekableByteChannel channel, int read) implements Closeable {

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private Opened open(ByteBuffer into) throws IOException {
        SeekableByteChannel opened = NoLinks.open(mount.realRoot(), path);
        try {
            if (opened.size() != sizeBytes) {
                throw new IOException("the file no longer has the size that it was announced with");
            }
            return new Opened(opened, opened.position(offset).read(into));
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void close() {
        over = true;
        if (channel != null) {
            mount.close(channel);
            channel = null;
        }
    }
}
