package ai.viralclip.worker.media.spool;

import ai.viralclip.worker.bucket.source.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** A file that was read to its end, held until it is closed. Once written it may be read by many beside each other. */
public final class SpooledFile implements SourceBytes {

    private final FileChannel channel;
    private final LongConsumer giveBack;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private long sizeBytes;
    private long room;

    /** @param giveBack is told of all the room that it took, once */
    SpooledFile(FileChannel channel, LongConsumer giveBack) {
        this.channel = channel;
        this.giveBack = giveBack;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    long room() {
        return room;
    }

    void grow(long more) {
        room += more;
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            sizeBytes += channel.write(bytes, sizeBytes);
        }
    }

    /** For a look at it. */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public InputStream open(long offset) {
        return new Reading(offset);
    }

    @Override
    public boolean isNear() {
        return true;
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            giveBack.accept(room);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class Reading extends InputStream {

        private long position;

        Reading(long offset) {
            this.position = offset;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            int read = channel.read(ByteBuffer.wrap(target, at, count), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
