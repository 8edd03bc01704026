package ai.viralclip.worker.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * Something that, once it happens, happens again and again. It is told when it begins, and then once a minute while it
 * lasts, with how often it happened since: never each time. Thread-safe.
 */
public final class Recurring {

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant told = Instant.MIN;
    private int since;

    public Recurring(InstantSource clock) {
        this.clock = clock;
    }

    /** It happened, and is no news by itself: it counts for the next time that it is told. */
    public synchronized void happened() {
        since++;
    }

    /** It happened. How often it did since it was last told, where it is to be told now. */
    public synchronized OptionalInt happenedAndIsDue() {
        since++;
        Instant now = clock.instant();
        // A clock that was set back is not waited for.
        if (!now.isBefore(told) && Duration.between(told, now).compareTo(BETWEEN_LINES) < 0) {
            return OptionalInt.empty();
        }
        told = now;
        int count = since;
        since = 0;
        return OptionalInt.of(count);
    }
}
