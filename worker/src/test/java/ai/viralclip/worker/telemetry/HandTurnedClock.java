package ai.viralclip.worker.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that goes on when it is told to. */
final class HandTurnedClock implements InstantSource {

    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    void forward(Duration by) {
        now.updateAndGet(then -> then.plus(by));
    }

    void forwardSeconds(long seconds) {
        forward(Duration.ofSeconds(seconds));
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
