package ai.viralclip.worker.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How old records are. A timestamp is whatever its producer put there: one that cannot be when the record was written
 * (0, seconds or microseconds in place of milliseconds, a time to come) is not believed, and never makes an age that is
 * negative or too large to be added up.
 */
public final class RecordClock {

    /** Nothing that the worker reads is older than it is. */
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private final InstantSource clock;

    public RecordClock(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** When a record that is read now was written, as it says; now, where that is not to be believed. */
    public Instant written(long timestamp) {
        Instant now = clock.instant();
        boolean plausible = timestamp >= EARLIEST.toEpochMilli() && timestamp <= now.toEpochMilli();
        return plausible ? Instant.ofEpochMilli(timestamp) : now;
    }

    /** Zero where the clock was set back. */
    public Duration since(Instant then) {
        Duration age = Duration.between(then, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
