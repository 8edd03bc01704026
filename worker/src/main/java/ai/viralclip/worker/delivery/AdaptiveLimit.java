package ai.viralclip.worker.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much may be done at one time, learned from the store as TCP learns from the network: half of it where the store
 * asks for less, one more for each round of successes, within 1 and the operator's bound.
 *
 * <p>What the store says of one object is that object's affair: it asks for less where it says so of two within a
 * moment. An object of which it says so again and again counts once in a while. Not thread-safe.
 */
final class AdaptiveLimit {

    /** What was under way when the store first asked for less asks again: that is one wish, not many. */
    private static final Duration ONE_WISH = Duration.ofSeconds(1);

    /** Two objects within this time are no chance. */
    private static final Duration ONE_MOMENT = Duration.ofSeconds(5);

    /** For so long an object that was counted does not count again. */
    private static final Duration ONCE_EACH = Duration.ofSeconds(30);

    private static final int OBJECTS = 2;

    /** More are not remembered: a store that refuses so many asks for less whatever they are. */
    private static final int MOST_REMEMBERED = 4_096;

    private final int most;
    private final InstantSource clock;
    private final Map<String, Instant> counted = new LinkedHashMap<>();
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

    /** @param key of the object that the store refused for now */
    void throttled(String key) {
        Instant now = clock.instant();
        forget(now);
        if (counted.putIfAbsent(key, now) == null
                && objectsOfThisMoment(now) >= OBJECTS
                && now.isAfter(lowered.plus(ONE_WISH))) {
            lowered = now;
            limit = Math.max(1, limit / 2);
        }
    }

    private long objectsOfThisMoment(Instant now) {
        return counted.values().stream()
                .filter(then -> !then.isBefore(now.minus(ONE_MOMENT)))
                .count();
    }

    /** A clock that was set back is not waited for. */
    private void forget(Instant now) {
        counted.values().removeIf(then -> then.isAfter(now) || then.isBefore(now.minus(ONCE_EACH)));
        if (counted.size() == MOST_REMEMBERED) {
            counted.remove(counted.keySet().iterator().next());
        }
    }
}
