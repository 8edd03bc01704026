package ai.viralclip.worker.verification;

import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What may be judged now. What was written, or purged, a short while ago is not: a clip in flight is stored before it
 * is in {@code highlights.json}, and a purge deletes one thing after the other.
 */
final class Settled {

    /** How things stand with purges of a run; empty while that is not known. A boundary for tests. */
    interface Standings {
        Optional<Standing> of(Run run);

        static Standings of(PurgeLedger ledger) {
            return run -> ledger.isFresh() ? Optional.of(ledger.standing(run.uid(), run.runId())) : Optional.empty();
        }
    }

    private final Standings standings;
    private final Duration after;
    private final InstantSource storesTime;

    /** @param storesTime what the time is at the store, which says when objects were written */
    Settled(Standings standings, Duration after, InstantSource storesTime) {
        this.standings = standings;
        this.after = after;
        this.storesTime = storesTime;
    }

    /** Whether what was written then may be judged. */
    boolean isWrittenLongAgo(Instant then) {
        return then.isBefore(storesTime.instant().minus(after));
    }

    Instant now() {
        return storesTime.instant();
    }

    /** How things stand with a run that no purge is at work on, nor was lately; empty where one is. */
    Optional<Standing> standing(Run run) {
        return standings
                .of(run)
                .filter(now -> !now.running()
                        && now.purgedUntil().map(this::isWrittenLongAgo).orElse(true));
    }
}
