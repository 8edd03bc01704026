package ai.viralclip.worker.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Counts how often a file is gone to. */
final class CountedReads implements SeekableByteChannel {

    private final SeekableByteChannel file;
    private long reads;

    CountedReads(SeekableByteChannel file) {
        this.file = file;
    }

    long reads() {
        return reads;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        reads++;
        return file.read(into);
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException("sources are never written");
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long at) throws IOException {
        file.position(at);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("sources are never written");
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
