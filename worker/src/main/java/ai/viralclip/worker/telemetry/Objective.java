package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.intake.IntakeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Counts clips by the service level objective: good, those that were ready in time; bad, those that grew too old
 * before, whatever became of them then, and those that failed by no fault of the pipeline. A clip that failed in time
 * by what the pipeline sent counts as neither. Each is counted once, also where it is looked at again, or is given up
 * and begun anew here. Used under the lock of {@link InFlight}.
 */
final class Objective {

    /** Clips that were late when they were given up, and may come again. */
    private static final int REMEMBERED = 20_000;

    private final Duration readyWithin;
    private final RecordClock clock;
    private final Set<IntakeEvent.Origin> lateAndGivenUp = new LinkedHashSet<>();
    private long good;
    private long bad;

    Objective(Duration readyWithin, RecordClock clock) {
        this.readyWithin = readyWithin;
        this.clock = clock;
    }

    /** A clip that is in flight. */
    static final class Clip {

        private final IntakeEvent.Origin origin;
        private final Instant written;
        private boolean late;

        private Clip(IntakeEvent.Origin origin, Instant written, boolean late) {
            this.origin = origin;
            this.written = written;
            this.late = late;
        }

        Instant written() {
            return written;
        }
    }

    Clip admitted(IntakeEvent.Origin origin) {
        return new Clip(origin, clock.written(origin.timestamp()), lateAndGivenUp.remove(origin));
    }

    void ready(Clip clip) {
        unfinished(clip);
        if (!clip.late) {
            good++;
        }
    }

    /** @param byUs whether the worker or the store is to blame, and not what the pipeline sent */
    void failed(Clip clip, boolean byUs) {
        unfinished(clip);
        if (byUs) {
            countLate(clip);
        }
    }

    /** It is in flight still. May be told again and again. */
    void unfinished(Clip clip) {
        if (clock.since(clip.written).compareTo(readyWithin) > 0) {
            countLate(clip);
        }
    }

    void givenUp(Clip clip) {
        unfinished(clip);
        if (clip.late && lateAndGivenUp.add(clip.origin) && lateAndGivenUp.size() > REMEMBERED) {
            lateAndGivenUp.remove(lateAndGivenUp.iterator().next());
        }
    }

    double good() {
        return good;
    }

    double bad() {
        return bad;
    }

    private void countLate(Clip clip) {
        if (!clip.late) {
            clip.late = true;
            bad++;
        }
    }
}
