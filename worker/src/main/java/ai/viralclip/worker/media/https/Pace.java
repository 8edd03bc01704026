package ai.viralclip.worker.media.https;

import java.time.Duration;

/**
 * How fast the bytes of one answer come. Only the time counts that is spent waiting for them: whoever takes them may be
 * slow. One thread reads, and another looks at it.
 */
final class Pace {

    private final long windowNanos;
    private final double leastPerNano;
    private long waited;
    private long bytes;
    private volatile long waitingSince;
    private volatile boolean isWaiting;

    Pace(long minBytesPerSecond, Duration window) {
        this.windowNanos = window.toNanos();
        this.leastPerNano = minBytesPerSecond / 1e9;
    }

    void begin() {
        waitingSince = System.nanoTime();
        isWaiting = true;
    }

    /**
     * Some came.
     *
     * @return false where they came too slowly, over a whole window
     */
    boolean end(int count) {
        waited += System.nanoTime() - waitingSince;
        isWaiting = false;
        bytes += Math.max(0, count);
        if (waited < windowNanos) {
            return true;
        }
        boolean isGood = bytes >= waited * leastPerNano;
        waited = 0;
        bytes = 0;
        return isGood;
    }

    /** One wait goes on for longer than a window. */
    boolean isStuck() {
        return isWaiting && System.nanoTime() - waitingSince > windowNanos;
    }
}
