package ai.viralclip.worker.purge;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Every purge that workers have told of, as far as this worker has heard. It is filled by whoever hears; those who work
 * on clips ask it before they begin, and again before what they did is published. Thread-safe.
 */
public final class PurgeLedger {

    /** Workers' clocks differ, and a clip may have been found young enough a while ago. */
    private static final Duration LEEWAY = Duration.ofDays(1);

    /** Marks that are added before those are looked for that are too old: few looks, and never many old ones. */
    private static final int FEWEST_BETWEEN_LOOKS = 1_000;

    private record Entry(Instant purgedAt, boolean running, Optional<PurgeMark.Request> request, long version) {

        /** Only the last mark of a key is kept; one that was compacted away may have reached further. */
        Entry after(Entry before) {
            return new Entry(later(before.purgedAt(), purgedAt), running, request, version);
        }

        /** Nobody told of it any more. */
        Entry over() {
            return new Entry(purgedAt, false, request, version);
        }
    }

    private final InstantSource clock;
    private final Duration keep;
    private Map<String, Entry> entries = new HashMap<>();
    private Optional<Map<String, Entry>> anew = Optional.empty();
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
        Entry entry = new Entry(mark.purgedAt(), mark.running(), mark.request(), version);
        Map<String, Entry> told = anew.orElse(entries);
        told.merge(key, entry, (before, now) -> now.after(before));
        if (++sinceLook >= Math.max(FEWEST_BETWEEN_LOOKS, told.size() / 2)) {
            sinceLook = 0;
            forgetOld(told);
        }
        notifyAll();
    }

    /** Its mark was taken off the topic: who hears of it from the beginning will not know it either. */
    public synchronized void forget(String key) {
        anew.orElse(entries).remove(key);
        notifyAll();
    }

    /** One that is at work is never too old. */
    private void forgetOld(Map<String, Entry> told) {
        Instant oldest = clock.instant().minus(keep).minus(LEEWAY);
        told.values().removeIf(entry -> !entry.running() && entry.purgedAt().isBefore(oldest));
    }

    /** How many marks are known. */
    synchronized int size() {
        return entries.size();
    }

    /**
     * All is told once more, from its beginning on. What is added from now on holds once it is told that
     * {@linkplain #heardUntil all of it was heard}, so that nobody takes the beginning of a purge, told again, for how
     * things stand. A purge that is not told of any more is not at work.
     */
    public synchronized void hearAnew() {
        anew = Optional.of(new HashMap<>());
    }

    /** Whatever was told until then has been added. */
    public synchronized void heardUntil(Moment then) {
        anew.ifPresent(told -> {
            entries.forEach((key, before) -> told.merge(key, before.over(), (now, over) -> now.after(over)));
            entries = told;
        });
        anew = Optional.empty();
        heardUntil = Optional.of(then);
        notifyAll();
    }

    /** Whether what was heard is recent enough to publish a clip by it. */
    public synchronized boolean isFresh() {
        return age().filter(age -> age.compareTo(PurgeTimes.FRESH) < 0).isPresent();
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

    /** Whether it was heard that this purge is at work. */
    public synchronized boolean isAtWork(String key, Instant until) {
        Entry entry = entries.get(key);
        return entry != null && entry.running() && !entry.purgedAt().isBefore(until);
    }

    /**
     * Waits until all is heard that was told before now, and that this purge is at work.
     *
     * @return as {@link #version}
     */
    public long awaitAtWork(String key, Instant until) throws InterruptedException {
        awaitCurrent();
        synchronized (this) {
            while (!isAtWork(key, until)) {
                wait();
            }
            return version(key);
        }
    }

    /** Another one whenever somebody told of a purge of this scope; -1 where nobody did, or it is not at work. */
    public synchronized long version(String key) {
        return Optional.ofNullable(entries.get(key))
                .filter(Entry::running)
                .map(Entry::version)
                .orElse(-1L);
    }

    /** The scopes whose purge is at work, and the request for it, as far as its mark says which. */
    public synchronized Map<String, PurgeMark.Request> atWork() {
        Map<String, PurgeMark.Request> running = new HashMap<>();
        entries.forEach((key, entry) ->
                entry.request().filter(request -> entry.running()).ifPresent(request -> running.put(key, request)));
        return running;
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
     * A number that changes with each purge of the run or its user; empty while one is at work. Empty too while what
     * was heard is not recent: a purge that this worker has not heard of has deleted nothing before that.
     */
    public synchronized OptionalLong sinceLast(Uid uid, RunId runId) {
        Standing now = standing(uid, runId);
        return isFresh() && !now.running() ? OptionalLong.of(now.version()) : OptionalLong.empty();
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
