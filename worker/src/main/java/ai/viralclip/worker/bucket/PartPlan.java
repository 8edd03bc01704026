package ai.viralclip.worker.bucket;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * How a file is cut: all parts equal but the last (R2 refuses anything else when the upload is completed), each with
 * the CRC32 of its bytes, base64.
 *
 * <p>Takes one pass over the file, before anything is sent. The same pass checks the whole file's SHA-256, which the
 * store cannot do for an upload in parts: a file that changed since it was hashed is found here, and one that changes
 * later by the CRC32 of its part.
 */
record PartPlan(List<Part> parts) {

    private static final long MIB = 1024 * 1024;
    private static final int MOST_PARTS = 10_000;
    private static final int BUFFER_BYTES = 256 * 1024;

    PartPlan {
        parts = List.copyOf(parts);
    }

    /** @param number counted from 1 */
    record Part(int number, long offset, long length, String crc32) {}

    int count() {
        return parts.size();
    }

    Part part(int index) {
        return parts.get(index);
    }

    /** The wanted size, raised by whole MiB where it would make more parts than S3 allows. */
    static long partBytes(long sizeBytes, long wantedBytes) {
        long least = Math.ceilDiv(sizeBytes, (long) MOST_PARTS);
        return least <= wantedBytes ? wantedBytes : Math.ceilDiv(least, MIB) * MIB;
    }

    static PartPlan of(String key, Payload.File file, long wantedPartBytes) throws StoreException {
        long partBytes = partBytes(file.sizeBytes(), wantedPartBytes);
        var whole = Wire.sha256();
        var parts = new ArrayList<Part>();
        try (var in = new FileInputStream(file.path().toFile())) {
            var buffer = new byte[BUFFER_BYTES];
            for (long offset = 0; offset < file.sizeBytes(); offset += partBytes) {
                long length = Math.min(partBytes, file.sizeBytes() - offset);
                var crc = read(in, length, buffer, whole);
                parts.add(new Part(parts.size() + 1, offset, length, Wire.base64(crc)));
            }
            if (in.read() >= 0) {
                throw changed(key);
            }
        } catch (IOException e) {
            throw new StoreException(
                    new StoreFailure.SourceUnreadable(
                            "put " + key + ": " + e.getClass().getSimpleName()),
                    e);
        }
        if (!Wire.sha256(whole).equals(file.sha256())) {
            throw changed(key);
        }
        return new PartPlan(parts);
    }

    @SuppressWarnings("ThreadPriorityCheck") // No priority is meant: see the yield.
    private static CRC32 read(InputStream in, long length, byte[] buffer, MessageDigest whole) throws IOException {
        var crc = new CRC32();
        for (long left = length; left > 0; ) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                throw new EOFException("the file is shorter than it was announced");
            }
            crc.update(buffer, 0, read);
            whole.update(buffer, 0, read);
            left -= read;
            // As wherever many bytes are hashed: virtual threads are not preempted, and others need the carrier.
            Thread.yield();
        }
        return crc;
    }

    private static StoreException changed(String key) {
        return new StoreException(
                new StoreFailure.BadDigest("put " + key + ": the file is not the one that was announced"));
    }
}
