package ai.viralclip.worker.bench;

import java.time.Duration;

/** The line to the {@link Sink}, shared by all who send: as fast as loopback is, or so many bytes a second. */
final class Line {

    /** Shorter waits than this are left to add up: sleeping costs, too. */
    private static final long LEAST_WAIT_NANOS = 1_000_000;

    private long bytesPerSecond;
    private long freeAt = System.nanoTime();

    /** @param bytesPerSecond from now on; 0 for as fast as it can */
    synchronized void limit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Returns when the line has carried so many bytes. */
    void carry(int bytes) throws InterruptedException {
        long wait = take(bytes);
        if (wait >= LEAST_WAIT_NANOS) {
            Thread.sleep(Duration.ofNanos(wait));
        }
    }

    private synchronized long take(int bytes) {
        long now = System.nanoTime();
        if (bytesPerSecond == 0) {
            return 0;
        }
        freeAt = Math.max(freeAt, now) + bytes * 1_000_000_000L / bytesPerSecond;
        return freeAt - now;
    }
}
