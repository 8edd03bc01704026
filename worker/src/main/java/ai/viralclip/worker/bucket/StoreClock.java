package ai.viralclip.worker.bucket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the time is where URLs are checked: this worker's clock, set right by the store's where the two differ by more
 * than the network explains. The SDK sets its own requests right in the same way; a URL that is signed by a wrong clock
 * would be dead on arrival, and announced as ready. Other machines' times are compared with it too.
 */
public final class StoreClock implements BucketEvent.Listener {

    /** From here on the alert tells too: less is not worth other URLs than the other workers hand out. */
    public static final Duration BOUND = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final AtomicReference<Duration> correction = new AtomicReference<>(Duration.ZERO);

    public StoreClock(InstantSource clock) {
        this.clock = clock;
    }

    public Instant instant() {
        return clock.instant().plus(correction.get());
    }

    @Override
    public void on(BucketEvent event) {
        if (event instanceof BucketEvent.ClockRead(Duration ahead)) {
            correction.set(ahead.abs().compareTo(BOUND) > 0 ? ahead : Duration.ZERO);
        }
    }
}
