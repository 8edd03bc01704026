package ai.viralclip.worker.intake;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.ClipDelivery;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import ai.viralclip.worker.tracing.StepSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tries one clip until it ends, on a virtual thread of its own: the one place that carries out what a delivery decides.
 */
final class DeliveryTask {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryTask.class);

    private final ClipDelivery delivery;
    private final Gate gate;
    private final PurgeGuard purges;
    private final InstantSource clock;
    private final DeferralLog deferrals;
    private final IntakeEvent.Listener events;

    DeliveryTask(
            ClipDelivery delivery, Gate gate, PurgeGuard purges, InstantSource clock, IntakeEvent.Listener events) {
        this.delivery = delivery;
        this.gate = gate;
        this.purges = purges;
        this.clock = clock;
        this.deferrals = new DeferralLog(clock);
        this.events = events;
    }

    /**
     * How a clip ended, and the attempts it took.
     *
     * @param from how things stood with purges of its user and run when the last attempt began
     */
    record Ended(Outcome.Final outcome, int attempts, Standing from) {}

    /** Starts the clip; interrupt the thread to give it up: {@code then} is not called after that. */
    Thread start(RenderedClip clip, Attempt first, Consumer<Ended> then) {
        return Thread.ofVirtual().name("clip").start(() -> {
            try {
                then.accept(untilEnded(clip, first));
            } catch (InterruptedException e) {
                LOG.debug("given up: the clip's partition is no longer this worker's");
                purges.afterGivingUp(clip);
            }
        });
    }

    private Ended untilEnded(RenderedClip clip, Attempt first) throws InterruptedException {
        Attempt attempt = first;
        while (true) {
            gate.awaitOpen();
            Standing from = purges.await(clip);
            Optional<Instant> purged = from.reaching(clip.renderedAt());
            if (purged.isPresent()) {
                return new Ended(purges.withdraw(clip, purged.get()), attempt.number(), from);
            }
            switch (attempt(clip, attempt)) {
                case Outcome.Final ended -> {
                    return new Ended(ended, attempt.number(), from);
                }
                case Outcome.Deferred(var cause, var detail, var until) -> {
                    events.on(new IntakeEvent.Deferred(cause));
                    Attempt next = attempt.after(cause, clock.instant());
                    next.lately().ifPresent(streak -> deferrals.deferred(streak, detail));
                    sleepUntil(until);
                    attempt = next;
                }
                // Burns no attempt: the clip did nothing wrong.
                case Outcome.Halted(var reason, var detail) -> gate.close(reason, detail);
            }
        }
    }

    private Outcome attempt(RenderedClip clip, Attempt attempt) throws InterruptedException {
        try (StepSpan step = clip.trace().attempt(attempt.number())) {
            Outcome outcome = deliver(clip, attempt);
            step.ended(Endings.of(outcome));
            return outcome;
        }
    }

    private Outcome deliver(RenderedClip clip, Attempt attempt) throws InterruptedException {
        try {
            return delivery.deliver(clip, attempt);
        } catch (RuntimeException | Error defect) {
            // Even an Error: a record without a thread would stay in flight, and hold its partition's offset, for ever.
            LOG.atLevel(isKnown(attempt) ? Level.DEBUG : Level.ERROR)
                    .addKeyValue("reason", Reason.INTERNAL_ERROR.wireName())
                    .addKeyValue("attempts", attempt.number())
                    .addKeyValue("event_id", clip.id())
                    .setCause(defect)
                    .log("defect");
            return delivery.failed(defect, attempt);
        }
    }

    /** The attempt before failed by a defect as well: the same stack trace is no news. */
    private static boolean isKnown(Attempt attempt) {
        return attempt.lately()
                .filter(streak -> streak.cause() == DeferCause.INTERNAL_ERROR)
                .isPresent();
    }

    private void sleepUntil(Instant until) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), until);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }
}
