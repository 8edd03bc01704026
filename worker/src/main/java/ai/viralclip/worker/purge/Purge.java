package ai.viralclip.worker.purge;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.highlights.BrokenHighlights;
import ai.viralclip.worker.highlights.Highlights;
import java.time.Duration;
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

    /**
     * With the pauses between them, five minutes of a store that is well: somebody does not stop to store what was
     * rendered before, and clips that were rendered later wait meanwhile.
     */
    private static final int MOST_SWEEPS = 30;

    /** So long after a file of one clip was looked at it may be deleted, and no later: it could be another by then. */
    public static final Duration WITHDRAWN_WITHIN = Withdrawal.WITHIN;

    private final Sweep sweep;
    private final Withdrawal withdrawal;
    private final Highlights highlights;
    private final Patience patience;
    private final InstantSource clock;

    Purge(Sweep sweep, Withdrawal withdrawal, Highlights highlights, Patience patience, InstantSource clock) {
        this.sweep = sweep;
        this.withdrawal = withdrawal;
        this.highlights = highlights;
        this.patience = patience;
        this.clock = clock;
    }

    /** What was done, and what was found that stays. */
    public record Result(Progress progress, long kept) {}

    /**
     * Sweeps until a sweep finds nothing, twice at least; with growing pauses, where something is found again and
     * again.
     *
     * @param from what earlier attempts at this purge did
     * @param told of each step, on this thread
     * @throws StoreException where the store does not only fail for a while, where it keeps an object that was to be
     *     deleted (all others are deleted then), and where the last sweep of all still found something
     * @throws InterruptedException where the caller is no longer wanted
     */
    public Result delete(Scope scope, Instant until, Progress from, Consumer<Progress> told)
            throws StoreException, InterruptedException {
        Tally tally = new Tally(until, false, from, new ProgressLog(scope.key(), clock, told));
        for (int sweeps = 1; sweeps <= MOST_SWEEPS; sweeps++) {
            Progress before = tally.progress();
            Left left = new Left();
            long kept = sweep.over(scope.prefix(), tally, left);
            boolean isClean = tally.progress().equals(before);
            if (isClean && sweeps >= FEWEST_SWEEPS) {
                left.check(!before.equals(from));
                return new Result(tally.progress(), kept);
            }
            if (sweeps >= FEWEST_SWEEPS) {
                patience.sleepAfter(sweeps - FEWEST_SWEEPS);
            }
        }
        throw new StoreException(new StoreFailure.Refused("not clean after " + MOST_SWEEPS
                + " sweeps: something stores what was rendered before under " + scope.prefix()
                + "; stop it and ask again"));
    }

    /** Counts what {@link #delete} would delete, and deletes nothing. */
    public Result count(Scope scope, Instant until, Progress from) throws StoreException, InterruptedException {
        Tally tally = new Tally(until, true, Progress.start(from.began()), progress -> {});
        long kept = sweep.over(scope.prefix(), tally, new Left());
        return new Result(tally.progress(), kept);
    }

    /**
     * Takes back whatever was stored of one clip that was rendered until then: its files, uploads that were left open,
     * and its highlight. A later rendering of it stays, unless it is stored between a look and a deletion,
     * {@link #WITHDRAWN_WITHIN} apart at most: who stores one must look again after that.
     */
    public void withdraw(Uid uid, RunId runId, Style style, int n, Instant until)
            throws StoreException, InterruptedException {
        String prefix = ObjectKeys.clipsPrefix(uid, runId) + ObjectKeys.clipStem(style, n);
        withdrawal.of(prefix, until);
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
