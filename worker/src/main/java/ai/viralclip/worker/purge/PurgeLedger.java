package ai.viralclip.worker.purge;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every purge that workers have told of, as far as this worker has heard. It is filled by whoever hears; those who work
 * on clips ask it before they begin, and again before what they did is published. Thread-safe.
 */
public final class PurgeLedger {

    /** How old what was heard may be when a clip is published: a purge waits for longer before it deletes. */
    public static final Duration FRESH = Duration.ofSeconds(2);

    private record Entry(Instant purgedAt, boolean running, long version) {}

    private final InstantSource clock;
    private final Map<String, Entry> entries = new HashMap<>();
    private Instant heardUntil = Instant.MIN;

    PurgeLedger(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Somebody told of a purge.
     *
     * @param version grows with each telling
     */
    public synchronized void add(String key, PurgeMark mark, long version) {
        entries.merge(
                key,
                new Entry(mark.purgedAt(), mark.running(), version),
                // The mark that was compacted away may have reached further.
                (old, now) -> new Entry(later(old.purgedAt(), now.purgedAt()), now.running(), now.version()));
        notifyAll();
    }

    /** Whatever was told until then has been added. */
    public synchronized void heardUntil(Instant then) {
        heardUntil = later(heardUntil, then);
        notifyAll();
    }

    /** Whether what was heard is recent enough to publish a clip by it. */
    public synchronized boolean isFresh() {
        return heardUntil.isAfter(clock.instant().minus(FRESH));
    }

    /** Waits until all is heard that was told before now. */
    public void awaitCurrent() throws InterruptedException {
        Instant now = clock.instant();
        synchronized (this) {
            while (heardUntil.isBefore(now)) {
                wait();
            }
        }
    }

    /** Waits until this purge is heard of. */
    public synchronized void awaitHeard(String key, Instant purgedAt) throws InterruptedException {
        while (!purgedUntil(key).filter(until -> !until.isBefore(purgedAt)).isPresent()) {
            wait();
        }
    }

    /** Waits while a purge of this run, or of its user, is at work. */
    public synchronized void awaitNoneAtWork(Uid uid, RunId runId) throws InterruptedException {
        while (of(uid, runId).anyMatch(Entry::running)) {
            wait();
        }
    }

    /** Until when this run, or its user, was purged; what was rendered until then may not come back. */
    public synchronized Optional<Instant> purgedUntil(Uid uid, RunId runId) {
        return of(uid, runId).map(Entry::purgedAt).max(Instant::compareTo);
    }

    /** Until when this very scope was purged. */
    public synchronized Optional<Instant> purgedUntil(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::purgedAt);
    }

    /** Changes with every purge of this run, or of its user, when it begins and when it ends. */
    public synchronized long version(Uid uid, RunId runId) {
        return of(uid, runId).mapToLong(Entry::version).max().orElse(-1);
    }

    private Stream<Entry> of(Uid uid, RunId runId) {
        return Stream.of(new Scope(uid, Optional.empty()), new Scope(uid, Optional.of(runId)))
                .flatMap(scope -> Stream.ofNullable(entries.get(scope.key())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
