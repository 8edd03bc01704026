package ai.viralclip.worker.delivery;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether a clip that the store refuses may end as a dead letter, although it is not known that the clip is at fault.
 *
 * <p>Yes where another clip was stored meanwhile: then the store works. Else only a few in a row: what the proof does
 * not show may still be wrong with every clip, and a whole backlog is not to be dead-lettered for it. The others wait
 * until one is stored. Thread-safe.
 */
final class Refusals {

    static final int MOST_IN_A_ROW = 10;

    private final InstantSource clock;
    private Instant lastStored = Instant.MIN;
    private int inARow;

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void stored() {
        lastStored = clock.instant();
        inARow = 0;
    }

    /**
     * Asked once for each clip that would end.
     *
     * @param since when it was first refused
     */
    synchronized boolean mayEnd(Instant since) {
        if (!lastStored.isBefore(since)) {
            return true;
        }
        if (inARow == MOST_IN_A_ROW) {
            return false;
        }
        inARow++;
        return true;
    }
}
