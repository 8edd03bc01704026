package ai.viralclip.worker.bench;

import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the JDK's SHA-256 takes on this machine once it is compiled: every one who checks what was announced pays it.
 */
final class Sha256Cost {

    private static final int CHUNK_KIB = 128;
    private static final int CHUNKS = 4_000;

    private Sha256Cost() {}

    /** Milliseconds of processor time per KiB; the first half of what is hashed is not counted. */
    static double millisPerKib() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] chunk = new byte[CHUNK_KIB * 1024];
        hash(digest, chunk);
        long before = threadNanos();
        hash(digest, chunk);
        return (threadNanos() - before) / 1e6 / ((double) CHUNKS * CHUNK_KIB);
    }

    private static void hash(MessageDigest digest, byte[] chunk) {
        for (int i = 0; i < CHUNKS; i++) {
            digest.update(chunk);
        }
        digest.digest();
    }

    private static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
