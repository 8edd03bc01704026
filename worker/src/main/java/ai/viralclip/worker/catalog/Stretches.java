package ai.viralclip.worker.catalog;

import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.worker.highlights.RunHighlights;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the last scans found, so that the next pages need none: without it a caller who asks for one clip at a time has
 * all keys of the run read, and its whole document, for each. Bounded in time, in bytes and in number; nothing is shown
 * from here that a purge could have reached. Thread-safe.
 */
final class Stretches {

    /** What was stored or deleted since is not seen for so long on the next pages of a listing. */
    static final Duration KEPT_FOR = Duration.ofSeconds(30);

    static final int MOST = 64;
    static final long MOST_BYTES = 16L * 1024 * 1024;

    /**
     * A stretch, with how things stood when its scan began.
     *
     * @param of whose request it was scanned for
     */
    record Kept(ClipsRequested of, Stretch stretch, Begun begun) {

        Kept with(RunHighlights document) {
            return new Kept(of, stretch.with(document), begun);
        }
    }

    /**
     * The moment before a scan.
     *
     * @param purges as {@link HeardPurges} has it
     */
    record Begun(Instant at, OptionalLong purges) {}

    private final HeardPurges purges;
    private final InstantSource clock;

    /** The last one first. */
    private final Deque<Kept> kept = new ArrayDeque<>();

    Stretches(HeardPurges purges, InstantSource clock) {
        this.purges = purges;
        this.clock = clock;
    }

    Begun begin(ClipsRequested of) {
        return new Begun(clock.instant(), purges.sinceLast(of.uid(), of.runId()));
    }

    /** One that holds the page behind this place. What a purge may have reached is forgotten at once. */
    synchronized Optional<Kept> find(ClipsRequested of, Optional<Place> last, String eventId) {
        Begun now = begin(of);
        kept.removeIf(one -> isOver(one, now.at()) || (isSameRun(one.of(), of) && !isUnpurged(one, now)));
        return kept.stream()
                .filter(one -> isSameRun(one.of(), of) && one.stretch().holds(last, eventId))
                .findFirst();
    }

    private static boolean isUnpurged(Kept one, Begun now) {
        return now.purges().isPresent() && one.begun().purges().equals(now.purges());
    }

    /** Keeps it for the next pages, in the place of what was kept of the same scan. */
    synchronized void keep(Kept one) {
        drop(one);
        kept.addFirst(one);
        long bytes = kept.stream().mapToLong(each -> each.stretch().bytes()).sum();
        while (kept.size() > MOST || bytes > MOST_BYTES) {
            bytes -= kept.removeLast().stretch().bytes();
        }
    }

    /** No other page is to be cut from it. */
    synchronized void drop(Kept one) {
        kept.removeIf(other -> isSameRun(one.of(), other.of()) && isSameScan(one.stretch(), other.stretch()));
    }

    private static boolean isSameScan(Stretch one, Stretch other) {
        return one.asked().equals(other.asked()) && one.after().equals(other.after());
    }

    private static boolean isSameRun(ClipsRequested one, ClipsRequested other) {
        return one.uid().equals(other.uid()) && one.runId().equals(other.runId());
    }

    /** A clock that was set back ends it too. */
    private static boolean isOver(Kept one, Instant now) {
        return Duration.between(one.begun().at(), now).abs().compareTo(KEPT_FOR) > 0;
    }
}
