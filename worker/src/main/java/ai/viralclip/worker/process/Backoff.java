package ai.viralclip.worker.process;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that grow: doubled with each failure in a row up to the longest one. The upper half is jitter, so that what
 * failed together does not come back together.
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    /** 2^20 times any first wait is beyond any longest one; more doublings would overflow. */
    private static final int MAX_DOUBLINGS = 20;

    /**
     * How long to wait.
     *
     * @param failures before this one, in a row
     */
    public Duration after(int failures) {
        long full = full(first, longest, failures).toMillis();
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }

    /** The same without jitter, for one that nobody else could come back with: doubled up to the longest. */
    public static Duration full(Duration first, Duration longest, int failures) {
        return Duration.ofMillis(Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, MAX_DOUBLINGS)));
    }
}
