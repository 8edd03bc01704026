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
    public static final Duration FRESH = Duration.ofSeconds(3);

    /** Workers' clocks differ, and a clip may have been found young enough a while ago. */
    private static final Duration LEEWAY = Duration.ofDays(1);

    /** Marks that are added before those are looked for that are too old: few looks, and never many old ones. */
    private static final int FEWEST_BETWEEN_LOOKS = 1_000;

    private record Entry(Instant purgedAt, boolean running, long version) {}

    private final InstantSource clock;
    private final Duration keep;
    private final Map<String, Entry> entries = new HashMap<>();
    private int sinceLook;
    private Optional<Moment> heardUntil = Optional.empty();

    /** @param keep nothing asks about what was rendered longer ago */
    PurgeLedger(InstantSource clock, Duration keep) {
        this.clock = clock;
        this.keep = keep;
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
        if (++sinceLook >= Math.max(FEWEST_BETWEEN_LOOKS, entries.size() / 2)) {
            forgetOld();
        }
        notifyAll();
    }

    /** Its mark was taken off the topic: who hears of it from the beginning will not know it either. */
    public synchronized void forget(String key) {
        entries.remove(key);
        notifyAll();
    }

    /** One that is at work is never too old. */
    private void forgetOld() {
        sinceLook = 0;
        Instant oldest = clock.instant().minus(keep).minus(LEEWAY);
        entries.values().removeIf(entry -> !entry.running() && entry.purgedAt().isBefore(oldest));
    }

    /** How many marks are known. */
    synchronized int size() {
        return entries.size();
    }

    /** Whatever was told until then has been added. */
    public synchronized void heardUntil(Moment then) {
        heardUntil = Optional.of(then);
        notifyAll();
    }

    /** Whether what was heard is recent enough to publish a clip by it. */
    public synchronized boolean isFresh() {
        return age().filter(age -> age.compareTo(FRESH) < 0).isPresent();
    }

    /** How old is what was heard; empty until something was. */
    public synchronized Optional<Duration> age() {
        return heardUntil.map(then -> then.since(clock));
    }

    /** Waits until all is heard that was told before now. */
    public void awaitCurrent() throws InterruptedException {
        Moment now = Moment.now(clock);
        synchronized (this) {
            while (heardUntil.isEmpty() || heardUntil.get().isBefore(now)) {
                wait();
            }
        }
    }

    /** Waits until it is heard that this purge is at work. */
    public synchronized void awaitAtWork(String key, Instant until) throws InterruptedException {
        while (true) {
            Entry entry = entries.get(key);
            if (entry != null && entry.running() && !entry.purgedAt().isBefore(until)) {
                return;
            }
            wait();
        }
    }

    /**
     * How things stand with a run, and with its user.
     *
     * @param purgedUntil what was rendered until then may not come back
     * @param running whether a purge is at work
     * @param version another one whenever a purge begins or ends
     */
    public record Standing(Optional<Instant> purgedUntil, boolean running, long version) {

        /** Nobody told of any purge. */
        public static final Standing NONE = new Standing(Optional.empty(), false, 0);

        /** Until when it was purged, where that reaches something rendered at this time. */
        public Optional<Instant> reaching(Instant renderedAt) {
            return purgedUntil.filter(until -> !renderedAt.isAfter(until));
        }
    }

    /** How things stand now, as far as was heard. */
    public synchronized Standing standing(Uid uid, RunId runId) {
        return new Standing(
                of(uid, runId).map(Entry::purgedAt).max(Instant::compareTo),
                of(uid, runId).anyMatch(Entry::running),
                // A sum, so that each of the two changes it.
                of(uid, runId).mapToLong(entry -> entry.version() + 1).sum());
    }

    /**
     * How things stand with something that was rendered at this time: what was told before this worker began is heard
     * by then, and no purge is at work that leaves it.
     */
    public synchronized Standing awaitStanding(Uid uid, RunId runId, Instant renderedAt) throws InterruptedException {
        Standing now = standing(uid, runId);
        while (heardUntil.isEmpty()
                || (now.running() && now.reaching(renderedAt).isEmpty())) {
            wait();
            now = standing(uid, runId);
        }
        return now;
    }

    /** Until when this very scope was purged. */
    public synchronized Optional<Instant> purgedUntil(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::purgedAt);
    }

    private Stream<Entry> of(Uid uid, RunId runId) {
        return Stream.of(new Scope(uid, Optional.empty()), new Scope(uid, Optional.of(runId)))
                .flatMap(scope -> Stream.ofNullable(entries.get(scope.key())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
