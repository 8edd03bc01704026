package ai.viralclip.worker.media.https;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long. A time-out of a socket does not: it begins anew with each byte, and a TLS record of 16 KiB
 * may come byte by byte. One thread, which never waits for anything itself.
 */
final class Vigil implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    Vigil() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("media-vigil").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** To be cancelled once it is not needed any more. */
    Future<?> after(Duration time, Runnable end) {
        return timer.schedule(() -> elsewhere(end), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** To be cancelled once it is not needed any more. */
    Future<?> every(Duration time, Runnable look) {
        return timer.scheduleWithFixedDelay(look, time.toNanos(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The closing of a socket may take its time. */
    static void elsewhere(Runnable end) {
        Thread.ofVirtual().name("media-vigil").start(end);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
