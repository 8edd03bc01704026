package ai.viralclip.worker.intake;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.Gate;
import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.ClipDelivery;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.delivery.DeferralLog;
import ai.viralclip.worker.delivery.Endings;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import ai.viralclip.worker.tracing.StepSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tries one clip until it ends, on a virtual thread of its own: the one place that carries out what a delivery decides.
 */
final class DeliveryTask implements ClipTasks {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryTask.class);

    /**
     * So much later than a clip was stored, no other worker deletes it any more for the rendering before it, which was
     * purged ({@link ai.viralclip.worker.purge.Purge#WITHDRAWN_WITHIN}); with time for a request that is under way.
     */
    private static final Duration CONFIRMED_AFTER = Purge.WITHDRAWN_WITHIN.plusSeconds(7);

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

    @Override
    public Thread start(RenderedClip clip, Attempt first, ClipTasks.Then then) {
        return Thread.ofVirtual().name("clip").start(() -> {
            try {
                untilEnded(clip, first, then);
            } catch (InterruptedException e) {
                LOG.debug("given up: the clip's partition is no longer this worker's");
            }
        });
    }

    @Override
    public void giveUp(RenderedClip clip, Thread atWork) {
        purges.giveUp(clip, atWork);
    }

    private void untilEnded(RenderedClip clip, Attempt first, ClipTasks.Then then) throws InterruptedException {
        Attempt attempt = first;
        while (true) {
            gate.awaitOpen();
            Standing from = purges.await(clip);
            Optional<Instant> purged = from.reaching(clip.renderedAt());
            if (purged.isPresent()) {
                then.ended(withdraw(clip, purged.get(), attempt), attempt.number(), from);
                return;
            }
            boolean isDoubtful = mayStillBeDeleted(attempt, from);
            switch (judged(attempt(clip, attempt))) {
                case Outcome.Ready _
                when isDoubtful -> {
                    sleepUntil(clock.instant().plus(CONFIRMED_AFTER));
                    attempt = attempt.repeated();
                }
                case Outcome.Final ended -> {
                    then.ended(ended, attempt.number(), from);
                    return;
                }
                case Outcome.Deferred deferred -> attempt = nextAfter(deferred, attempt);
                // The next turn finds the purge, and takes back what was stored.
                case Outcome.Overtaken() -> attempt = attempt.repeated();
                // The gate is closed now, or the store does not answer. Burns no attempt: the clip did nothing wrong.
                case Outcome.Refused _ -> {}
            }
        }
    }

    /** Where the store refuses the clip, and takes the proof, it is about this clip alone. */
    private Outcome judged(Outcome outcome) throws InterruptedException {
        return outcome instanceof Outcome.Refused(var _, Outcome alone) && gate.ask() == Gate.Answer.TAKES
                ? alone
                : outcome;
    }

    /** Sleeps until it is time for it. */
    private Attempt nextAfter(Outcome.Deferred deferred, Attempt attempt) throws InterruptedException {
        events.on(new IntakeEvent.Deferred(deferred.cause()));
        Attempt next = attempt.after(deferred.cause(), clock.instant());
        next.lately().ifPresent(streak -> deferrals.deferred(streak, deferred.detail()));
        sleepUntil(deferred.until());
        return next;
    }

    private Outcome.Final withdraw(RenderedClip clip, Instant until, Attempt attempt) throws InterruptedException {
        return attempt.mayBeStored() ? purges.withdrawAndLookAgain(clip, until) : purges.withdraw(clip, until);
    }

    /**
     * Whether a worker that gave up an earlier, purged rendering of this clip may be taking it back right now: it looks
     * before it deletes, and what it deletes may be this one.
     */
    private static boolean mayStillBeDeleted(Attempt attempt, Standing from) {
        return attempt.before() == Attempt.Before.OTHERS && from.purgedUntil().isPresent();
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
