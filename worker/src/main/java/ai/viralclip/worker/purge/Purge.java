package ai.viralclip.worker.purge;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.BrokenHighlights;
import ai.viralclip.worker.highlights.Highlights;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Deletes what was rendered until a time: of a user, of a run, or of one clip. Waits for as long as the store is
 * unavailable; may be broken off anywhere, and begun again.
 */
public final class Purge {

    /** The first sweep finds all there is, the second what came in under it; more only if others go on storing. */
    private static final int FEWEST_SWEEPS = 2;

    private static final int MOST_SWEEPS = 5;

    private final Sweep sweep;
    private final Highlights highlights;
    private final Patience patience;
    private final InstantSource clock;

    Purge(Sweep sweep, Highlights highlights, Patience patience, InstantSource clock) {
        this.sweep = sweep;
        this.highlights = highlights;
        this.patience = patience;
        this.clock = clock;
    }

    /** What was done, and what was found that stays. */
    public record Result(Progress progress, long kept) {}

    /**
     * Sweeps until a sweep finds nothing, twice at least.
     *
     * @param from what earlier attempts at this purge did
     * @param told of each step, on this thread
     * @throws StoreException where the store does not only fail for a while
     * @throws InterruptedException where the caller is no longer wanted
     */
    public Result delete(Scope scope, Instant until, Progress from, Consumer<Progress> told)
            throws StoreException, InterruptedException {
        Tally tally = new Tally(until, false, from, clock, told);
        long kept = 0;
        boolean clean = false;
        for (int sweeps = 0; sweeps < FEWEST_SWEEPS || (!clean && sweeps < MOST_SWEEPS); sweeps++) {
            Progress before = tally.progress();
            kept = sweep.over(scope.prefix(), tally);
            clean = tally.progress().equals(before);
        }
        return new Result(tally.progress(), kept);
    }

    /** Counts what {@link #delete} would delete, and deletes nothing. */
    public Result count(Scope scope, Instant until, Progress from) throws StoreException, InterruptedException {
        Tally tally = new Tally(until, true, Progress.start(from.began()), clock, progress -> {});
        long kept = sweep.over(scope.prefix(), tally);
        return new Result(tally.progress(), kept);
    }

    /**
     * Takes back whatever was stored of one clip that was rendered until then: its files, uploads that were left open,
     * and its highlight.
     */
    public void withdraw(Uid uid, RunId runId, Style style, int n, Instant until)
            throws StoreException, InterruptedException {
        String prefix = ObjectKeys.clipsPrefix(uid, runId) + ObjectKeys.clipStem(style, n);
        sweep.over(prefix, new Tally(until, false, Progress.start(clock.instant()), clock, progress -> {}));
        patience.with(() -> {
            try {
                return highlights.forget(uid, runId, until);
            } catch (BrokenHighlights e) {
                // Nothing of this clip is in it.
                return 0;
            }
        });
    }
}
