package ai.viralclip.worker.intake;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.delivery.TakeBack;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was purged from coming back. A clip is asked about before it is worked on, and again before its
 * {@code clip-ready} is published: where a purge of its user or run began or ended in between, the work is done again,
 * because the purge may have deleted what it stored.
 */
final class PurgeGuard implements Settler.PurgeCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeGuard.class);

    private final PurgeLedger ledger;
    private final Purge purge;
    private final StoreWork store;
    private final TakeBack takeBack;

    PurgeGuard(PurgeLedger ledger, Purge purge, StoreWork store) {
        this(ledger, purge, store, TakeBack.LATE);
    }

    /** @param late when clips that were given up are looked at again */
    PurgeGuard(PurgeLedger ledger, Purge purge, StoreWork store, Duration late) {
        this.ledger = ledger;
        this.purge = purge;
        this.store = store;
        this.takeBack = new TakeBack(this::takeBack, late);
    }

    /** How things stand with the clip; waits while a purge is at work that will leave it. */
    Standing await(RenderedClip clip) throws InterruptedException {
        return ledger.awaitStanding(clip.data().uid(), clip.data().runId(), clip.renderedAt());
    }

    @Override
    public Decision decide(FinishedClip finished) {
        // Any other end may have left something stored: a purge must not miss it.
        if (isPurged(finished.outcome()) || !(finished.clip() instanceof RenderedClip clip)) {
            return Decision.PUBLISH;
        }
        Standing now = ledger.standing(clip.data().uid(), clip.data().runId());
        if (!now.equals(finished.from())) {
            return Decision.RETRY;
        }
        return ledger.isFresh() ? Decision.PUBLISH : Decision.WAIT;
    }

    private static boolean isPurged(Outcome.Final outcome) {
        return outcome instanceof Outcome.Rejected(var reason, var _) && reason == Reason.PURGED;
    }

    /** Takes back whatever was stored of a purged clip, by whomever, and ends it. */
    Outcome.Final withdraw(RenderedClip clip, Instant until) throws InterruptedException {
        try {
            store.until(Errand.WITHDRAWAL, () -> {
                purge.withdraw(
                        clip.data().uid(),
                        clip.data().runId(),
                        clip.data().style(),
                        clip.data().n(),
                        until);
                return until;
            });
        } catch (StoreWork.GivenUp e) {
            LOG.atError()
                    .addKeyValue("event_id", clip.id())
                    .addKeyValue("detail", e.getMessage())
                    .log("left over of a purged clip");
        }
        return new Outcome.Rejected(Reason.PURGED, "its user or run was purged until " + until);
    }

    /**
     * As {@link #withdraw}, of a clip that may have been sent before: what the store applies late is taken back too.
     */
    Outcome.Final withdrawAndLookAgain(RenderedClip clip, Instant until) throws InterruptedException {
        Outcome.Final purged = withdraw(clip, until);
        takeBack.later(clip);
        return purged;
    }

    /**
     * The clip is given up, at whatever moment: in the middle of its work, or finished and not settled. This worker was
     * perhaps taken for dead, and its next owner may have rejected the clip as purged already: then nobody else takes
     * back what this worker stored last. Does not block.
     *
     * @param atWork whoever works on it, or did; is interrupted
     */
    void giveUp(RenderedClip clip, Thread atWork) {
        atWork.interrupt();
        takeBack.after(atWork, clip);
    }

    /** Takes back what is stored of a clip that was given up, if a purge reaches it by now. */
    void takeBack(RenderedClip clip) throws InterruptedException {
        ledger.awaitCurrent();
        Optional<Instant> until =
                ledger.standing(clip.data().uid(), clip.data().runId()).reaching(clip.renderedAt());
        if (until.isPresent()) {
            withdraw(clip, until.get());
        }
    }

    /** Waits until all that was given up so far is taken back where it must be, or time is up. */
    void awaitGivenUp(Duration most) throws InterruptedException {
        int left = takeBack.awaitFirstLooks(most);
        if (left > 0) {
            LOG.atWarn().addKeyValue("records", left).log("stopped before it was known whether they were purged");
        }
    }
}
