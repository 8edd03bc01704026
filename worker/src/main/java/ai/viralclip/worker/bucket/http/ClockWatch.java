package ai.viralclip.worker.bucket.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Compares the store's clock with this worker's, by the header {@code Date} of an answer now and then. */
public final class ClockWatch {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** An answer that took longer does not tell at what moment of it the store looked at its clock. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    /** The header is cut to whole seconds: on average this much is missing. */
    private static final Duration CUT_OFF = Duration.ofMillis(500);

    private final InstantSource clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    public ClockWatch(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * By how much the store's clock is ahead.
     *
     * @param date as the answer has it, which is here now
     * @param took from the sending of the request until now
     */
    public Optional<Duration> compare(String date, Duration took) {
        Instant now = clock.instant();
        Instant middle = now.minus(took.dividedBy(2));
        return read(date)
                .map(store -> Duration.between(middle, store.plus(CUT_OFF)))
                .filter(ahead -> tells(ahead, took) && isDue(now));
    }

    /** A clock that is wrong by far more than the answer took is wrong at whatever moment the store looked at it. */
    private static boolean tells(Duration ahead, Duration took) {
        return took.compareTo(QUICK) <= 0 || ahead.abs().compareTo(took.multipliedBy(4)) > 0;
    }

    private boolean isDue(Instant now) {
        Instant before = last.get();
        // Either way: a clock that was set back is just what is to be seen.
        return Duration.between(before, now).abs().compareTo(PAUSE) >= 0 && last.compareAndSet(before, now);
    }

    private static Optional<Instant> read(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
