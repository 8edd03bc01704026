package ai.viralclip.worker.brokers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A segment of a broker's log, byte by byte: batches of format 2, one after the other. */
public final class LogFile implements AutoCloseable {

    /** Before a batch's length counts: its base offset and the length itself. */
    private static final int OVERHEAD = 12;

    private final FileChannel file;

    private LogFile(FileChannel file) {
        this.file = file;
    }

    public static LogFile of(Path segment) throws IOException {
        return new LogFile(FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Where the batch of this number begins, from 0; all before it must be as they were written. */
    public long batch(int number) throws IOException {
        long at = 0;
        for (int i = 0; i < number; i++) {
            at = end(at);
        }
        return at;
    }

    /** Where the last batch begins. */
    public long lastBatch() throws IOException {
        long at = 0;
        while (end(at) < file.size()) {
            at = end(at);
        }
        return at;
    }

    /** Turns bits of one byte over; once more, and it is as it was. */
    public void flip(long at, int bits) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        file.read(one, at);
        one.put(0, (byte) (one.get(0) ^ bits)).flip();
        file.write(one, at);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private long end(long batch) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        file.read(length, batch + OVERHEAD - Integer.BYTES);
        return batch + OVERHEAD + length.getInt(0);
    }
}
