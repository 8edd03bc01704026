package ai.viralclip.worker.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How much may be done at one time, learned from the store as TCP learns from the network: half of it where the store
 * asks for less, one more for each round of successes, within 1 and the operator's bound. Not thread-safe.
 */
final class AdaptiveLimit {

    /** What was under way when the store first asked for less asks again: that is one wish, not many. */
    private static final Duration ONE_WISH = Duration.ofSeconds(1);

    private final int most;
    private final InstantSource clock;
    private double limit;
    private Instant lowered = Instant.MIN;

    AdaptiveLimit(int most, InstantSource clock) {
        this.most = most;
        this.limit = most;
        this.clock = clock;
    }

    int value() {
        return (int) limit;
    }

    void succeeded() {
        limit = Math.min(most, limit + 1 / limit);
    }

    void throttled() {
        Instant now = clock.instant();
        if (now.isAfter(lowered.plus(ONE_WISH))) {
            lowered = now;
            limit = Math.max(1, limit / 2);
        }
    }
}
