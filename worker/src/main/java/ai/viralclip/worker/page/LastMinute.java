package ai.viralclip.worker.page;

import java.time.InstantSource;
import java.util.Arrays;

/** What happened within the last 60 seconds, second by second. Thread-safe. */
final class LastMinute {

    private static final int SECONDS = 60;

    private final InstantSource clock;
    private final long[] seconds = new long[SECONDS];
    private final long[] ready = new long[SECONDS];
    private final long[] failed = new long[SECONDS];
    private final long[] bytes = new long[SECONDS];

    LastMinute(InstantSource clock) {
        this.clock = clock;
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /** Sums over the minute; {@code storedBytes} of the clips that became ready. */
    record Sums(long ready, long failed, long storedBytes) {}

    synchronized void ready(long storedBytes) {
        int now = now();
        ready[now]++;
        bytes[now] += storedBytes;
    }

    synchronized void failed() {
        failed[now()]++;
    }

    synchronized Sums sums() {
        long from = clock.instant().getEpochSecond() - SECONDS;
        long allReady = 0;
        long allFailed = 0;
        long allBytes = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (seconds[i] > from) {
                allReady += ready[i];
                allFailed += failed[i];
                allBytes += bytes[i];
            }
        }
        return new Sums(allReady, allFailed, allBytes);
    }

    /** The place of this second, empty where it was another one's. */
    private int now() {
        long second = clock.instant().getEpochSecond();
        int at = (int) Math.floorMod(second, (long) SECONDS);
        if (seconds[at] != second) {
            seconds[at] = second;
            ready[at] = 0;
            failed[at] = 0;
            bytes[at] = 0;
        }
        return at;
    }
}
