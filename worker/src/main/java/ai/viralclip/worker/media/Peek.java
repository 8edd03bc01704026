package ai.viralclip.worker.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads a few bytes here and there in media. Each read takes a block, so that what lies together costs one. Numbers are
 * big-endian. Belongs to one look.
 */
public final class Peek {

    static final int BLOCK_BYTES = 4096;

    /** More is no look any more, and a slow file system would be given up over it. */
    private static final int MOST_READS = 256;

    private final Bytes bytes;
    private final long sizeBytes;
    private final int mostReads;
    private final ByteBuffer block;
    private long blockAt;
    private int reads;

    /** Reads what is there from this byte on until the buffer is full, or nothing is left. */
    public interface Bytes {
        void read(long at, ByteBuffer into) throws IOException;
    }

    /**
     * @param blockBytes that one read takes: what is far costs by the read, not by the byte
     * @param mostReads after which enough was seen
     */
    public Peek(Bytes bytes, long sizeBytes, int blockBytes, int mostReads) {
        this.bytes = bytes;
        this.sizeBytes = sizeBytes;
        this.mostReads = mostReads;
        this.block = ByteBuffer.allocate(blockBytes).limit(0);
    }

    /** Of an open file. */
    public static Peek of(SeekableByteChannel file) throws IOException {
        return new Peek(
                (at, into) -> {
                    file.position(at);
                    while (into.hasRemaining() && file.read(into) >= 0) {}
                },
                file.size(),
                BLOCK_BYTES,
                MOST_READS);
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /** So much was read that the rest of the file is not to be looked at. */
    boolean isEnough() {
        return reads >= mostReads;
    }

    int uint8(long at) throws IOException {
        return block.get(inBlock(at, 1)) & 0xff;
    }

    int uint16(long at) throws IOException {
        return block.getShort(inBlock(at, 2)) & 0xffff;
    }

    long uint32(long at) throws IOException {
        return block.getInt(inBlock(at, 4)) & 0xffffffffL;
    }

    /** Of 64 bits, as they are: what is above {@link Long#MAX_VALUE} is negative. */
    long int64(long at) throws IOException {
        return block.getLong(inBlock(at, 8));
    }

    /** Four bytes as they are, each a character. */
    String fourBytes(long at) throws IOException {
        return new String(block.array(), inBlock(at, 4), 4, StandardCharsets.ISO_8859_1);
    }

    /** @return where they are in the block */
    private int inBlock(long at, int count) throws IOException {
        if (at < blockAt || at + count > blockAt + block.limit()) {
            read(at, count);
        }
        return (int) (at - blockAt);
    }

    /** Reads the block that begins there, so that going backwards in it costs nothing more. */
    void turnTo(long at) throws IOException {
        read(at, 1);
    }

    private void read(long at, int count) throws IOException {
        reads++;
        blockAt = at;
        block.clear();
        bytes.read(at, block);
        block.flip();
        if (block.limit() < count) {
            throw new EOFException("the media became shorter while it was looked at");
        }
    }
}
