package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;

/**
 * Cuts a file while it is sent: all parts equal but the last (R2 refuses anything else when the upload is completed),
 * each with the CRC32 of its bytes.
 *
 * <p>Goes through the file once, in order, one part ahead of the lanes that send: what it read is still in the page
 * cache when it is sent. The same pass takes the whole file's SHA-256, which the store cannot check for an upload in
 * parts: a file that is not the announced one is found before the last part is given out, and one that changes after
 * its part was read by the CRC32 of that part. Lanes share it.
 */
final class PartReader implements AutoCloseable {

    private static final long MIB = 1024 * 1024;
    private static final int MOST_PARTS = 10_000;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final String key;
    private final Payload.Streamed file;
    private final long partBytes;
    private final InputStream in;
    private final MessageDigest whole = Wire.sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ReentrantLock lock = new ReentrantLock();
    private long offset;

    private PartReader(String key, Payload.Streamed file, long partBytes, InputStream in) {
        this.key = key;
        this.file = file;
        this.partBytes = partBytes;
        this.in = in;
    }

    static PartReader open(String key, Payload.Streamed file, long wantedPartBytes) throws StoreException {
        try {
            var in = file.bytes().open(0);
            return new PartReader(key, file, partBytes(file.sizeBytes(), wantedPartBytes), in);
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    /** The wanted size, raised by whole MiB where it would make more parts than S3 allows. */
    static long partBytes(long sizeBytes, long wantedBytes) {
        long least = Math.ceilDiv(sizeBytes, (long) MOST_PARTS);
        return least <= wantedBytes ? wantedBytes : Math.ceilDiv(least, MIB) * MIB;
    }

    int count() {
        return Math.toIntExact(Math.ceilDiv(file.sizeBytes(), partBytes));
    }

    /**
     * Reads the next part; empty where there are no more.
     *
     * @throws StoreException in place of the last part, where the file is not the announced one
     */
    Optional<FilePart> next() throws StoreException {
        lock.lock();
        try {
            if (offset == file.sizeBytes()) {
                return Optional.empty();
            }
            long at = offset;
            long length = Math.min(partBytes, file.sizeBytes() - at);
            var crc = read(length);
            offset += length;
            if (offset == file.sizeBytes()) {
                requireAnnounced();
            }
            return Optional.of(new FilePart(Math.toIntExact(at / partBytes) + 1, at, length, Wire.base64(crc)));
        } catch (IOException e) {
            throw unreadable(key, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // No priority is meant: see the yield.
    private CRC32 read(long length) throws IOException {
        var crc = new CRC32();
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the media is shorter than it was announced");
            }
            crc.update(buffer, 0, read);
            whole.update(buffer, 0, read);
            left -= read;
            // As wherever many bytes are hashed: virtual threads are not preempted, and others need the carrier.
            Thread.yield();
        }
        return crc;
    }

    private void requireAnnounced() throws IOException, StoreException {
        if (in.read() >= 0 || !Wire.sha256(whole).equals(file.sha256())) {
            throw new StoreException(otherBytes(key));
        }
    }

    private static StoreFailure otherBytes(String key) {
        return new StoreFailure.BadDigest("put " + key + ": the media is not the one that was announced");
    }

    private static StoreException unreadable(String key, IOException e) {
        return new StoreException(
                switch (e) {
                    case SourceUnresponsive _ -> new StoreFailure.SourceUnresponsive(String.valueOf(e.getMessage()));
                    case SourceChanged _ -> otherBytes(key);
                    default ->
                        new StoreFailure.SourceUnreadable(
                                "put " + key + ": " + e.getClass().getSimpleName());
                },
                e);
    }

    /**
     * One part of a file that is sent in parts.
     *
     * @param number counted from 1
     * @param crc32 of its bytes, base64
     */
    record FilePart(int number, long offset, long length, String crc32) {}
}
