package ai.viralclip.worker.intake;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.intake.*}
 *
 * @param drainTimeout how long clips in flight may go on after SIGTERM; what is not finished then is left to the next
 *     owner
 * @param source {@code ce_source} of the events that the worker publishes
 */
public record IntakeProperties(
        @DefaultValue @Valid WindowLimits window,
        @DefaultValue("20s") Duration drainTimeout,
        @DefaultValue("/clip-storage-worker") URI source) {

    /** What the shutdown phase leaves to the clips (spring.lifecycle.timeout-per-shutdown-phase is 40 s). */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

    @AssertTrue(message = "clip.intake.drain-timeout must be positive, and 30s at most")
    boolean isDrainBounded() {
        return drainTimeout.isPositive() && drainTimeout.compareTo(LONGEST_DRAIN) <= 0;
    }
}
