package ai.viralclip.worker.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that goes on when it is told to. */
public final class HandTurnedClock implements InstantSource {

    public static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    public void forward(Duration by) {
        now.updateAndGet(then -> then.plus(by));
    }

    public void forwardSeconds(long seconds) {
        forward(Duration.ofSeconds(seconds));
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
