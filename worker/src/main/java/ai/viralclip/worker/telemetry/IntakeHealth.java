package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.intake.IntakeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;

/**
 * Readiness: down, with the reason, while nothing is consumed, and while the store fails and no clip gets through. It
 * asks nobody: it repeats what the clips on their way have met.
 */
final class IntakeHealth implements HealthIndicator {

    /** A store that hiccups for less than this is not worth anybody's attention. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Halt(String reason, String detail) {}

    private final InstantSource clock;
    private volatile Optional<Halt> halt = Optional.of(new Halt("bucket_unproved", "the bucket was not looked at yet"));
    private volatile Optional<Instant> failingSince = Optional.empty();

    IntakeHealth(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Health health() {
        Optional<Halt> halted = halt;
        if (halted.isPresent()) {
            return Health.down()
                    .withDetail("reason", halted.get().reason())
                    .withDetail("detail", halted.get().detail())
                    .build();
        }
        Optional<Instant> failing = failingSince.filter(
                since -> Duration.between(since, clock.instant()).compareTo(PATIENCE) > 0);
        return failing.isPresent()
                ? Health.down()
                        .withDetail("reason", DeferCause.STORE_UNAVAILABLE.wireName())
                        .withDetail("since", failing.get().toString())
                        .build()
                : Health.up().build();
    }

    @EventListener
    void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Halted(var reason, var detail) -> halt = Optional.of(new Halt(reason.wireName(), detail));
            case IntakeEvent.Resumed() -> halt = Optional.empty();
            case IntakeEvent.Deferred(var cause) -> {
                if (cause == DeferCause.STORE_UNAVAILABLE && failingSince.isEmpty()) {
                    failingSince = Optional.of(clock.instant());
                }
            }
            case IntakeEvent.Ready _, IntakeEvent.Dropped _ -> failingSince = Optional.empty();
            case IntakeEvent.Admitted _,
                    IntakeEvent.Failed _,
                    IntakeEvent.Settled _,
                    IntakeEvent.SettlementFailed _,
                    IntakeEvent.Restarted _ -> {}
        }
    }
}
