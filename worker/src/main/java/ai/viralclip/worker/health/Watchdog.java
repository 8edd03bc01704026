package ai.viralclip.worker.health;

import ai.viralclip.worker.purge.PurgeLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds that the worker stands still although nothing fails. It looks by itself, from time to time, because the threads
 * that could tell may be those that hang.
 */
public final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final SignsOfLife signs;
    private final Restarts restarts;
    private final PurgeLedger purges;
    private final WatchdogProperties limits;
    private final InstantSource clock;
    private Set<Stall> suspected = EnumSet.noneOf(Stall.class);
    private volatile Map<Stall, Instant> stalls = Map.of();

    Watchdog(SignsOfLife signs, Restarts restarts, PurgeLedger purges, WatchdogProperties limits, InstantSource clock) {
        this.signs = signs;
        this.restarts = restarts;
        this.purges = purges;
        this.limits = limits;
        this.clock = clock;
    }

    /** What stands still, and since when, as the last look found it. */
    public Map<Stall, Instant> stalls() {
        return stalls;
    }

    /**
     * Looks once. A stall is one when two looks in a row find it: a process that was frozen finds everything old when
     * it goes on, and a moment later nothing.
     */
    synchronized void look() {
        Map<Stall, Instant> found = new EnumMap<>(Stall.class);
        for (Stall stall : Stall.values()) {
            since(stall).ifPresent(since -> found.put(stall, since));
        }
        Map<Stall, Instant> before = stalls;
        Map<Stall, Instant> now = new EnumMap<>(found);
        now.keySet().retainAll(suspected);
        suspected = Set.copyOf(found.keySet());
        stalls = Map.copyOf(now);
        for (Stall stall : Stall.values()) {
            tell(stall, Optional.ofNullable(before.get(stall)), Optional.ofNullable(now.get(stall)));
        }
    }

    private static void tell(Stall stall, Optional<Instant> before, Optional<Instant> now) {
        if (before.isEmpty() && now.isPresent()) {
            LOG.atWarn()
                    .addKeyValue("cause", stall.wireName())
                    .addKeyValue("since", now.get())
                    .addKeyValue("detail", stall.detail())
                    .log("stalled");
        } else if (before.isPresent() && now.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("cause", stall.wireName())
                    .addKeyValue("since", before.get())
                    .log("stalled no more");
        }
    }

    /** Since when it is so; empty where it is not, or not for long enough. */
    private Optional<Instant> since(Stall stall) {
        return switch (stall) {
            case NOTHING_ASSIGNED -> longer(limits.nothingAssigned(), whileOpen(signs.unassignedSince()));
            case NOTHING_POLLED -> longer(limits.nothingPolled(), signs.polled());
            case NOTHING_READABLE -> signs.unreadableSince();
            case NOTHING_READ -> longer(limits.nothingFinished(), whileOpen(signs.unreadSince()));
            case NOTHING_FINISHED -> longer(limits.nothingFinished(), whileOpen(signs.moved()));
            case RESTARTING -> restarts.since(limits.restarts());
            case SETTLEMENT_FAILING -> settlementFailing();
            case PURGES_UNHEARD -> longer(limits.purgesUnheard(), heard());
        };
    }

    private Optional<Instant> longer(Duration limit, Optional<Instant> since) {
        return since.filter(then -> Duration.between(then, clock.instant()).compareTo(limit) > 0);
    }

    /** What happened while the gate was closed is the gate's affair. */
    private Optional<Instant> whileOpen(Optional<Instant> since) {
        return since.flatMap(then -> signs.openSince().map(open -> open.isAfter(then) ? open : then));
    }

    /** Failures that have ceased, with nothing to settle any more, are none. */
    private Optional<Instant> settlementFailing() {
        Duration limit = limits.settlementFailing();
        return signs.settlementFailures()
                .filter(all ->
                        longer(limit.multipliedBy(2), Optional.of(all.last())).isEmpty())
                .flatMap(all -> longer(limit, Optional.of(all.first())));
    }

    /** The topic is followed from the start on, but not before the bucket was looked at. */
    private Optional<Instant> heard() {
        return purges.age().map(age -> clock.instant().minus(age)).or(() -> whileOpen(Optional.of(signs.began())));
    }
}
