package ai.viralclip.worker.media;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.source.SourceBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads media to its end, and tells its SHA-256. */
public final class MediaHash {

    /** What is read with one call. */
    private static final int BLOCK_BYTES = 256 * 1024;

    private MediaHash() {}

    /**
     * Of all bytes.
     *
     * @throws IOException where they cannot be read, or are fewer or more
     */
    @SuppressWarnings("ThreadPriorityCheck") // No priority is meant: see the yield.
    public static Sha256 of(SourceBytes bytes, long sizeBytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[Math.clamp(sizeBytes, 1, BLOCK_BYTES)];
        long read = 0;
        try (InputStream in = bytes.open(0)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
                read += n;
                // Hashing never blocks, and virtual threads are not preempted: a huge file would hold its carrier for
                // seconds.
                Thread.yield();
            }
        }
        if (read != sizeBytes) {
            throw new EOFException("it ended after " + read + " bytes, not " + sizeBytes);
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
