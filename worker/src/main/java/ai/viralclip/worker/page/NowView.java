package ai.viralclip.worker.page;

import ai.viralclip.contracts.KnownIds;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.worker.health.Stall;
import ai.viralclip.worker.health.Watchdog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** What the worker does at this moment. Asks nobody: it repeats what was told. */
final class NowView {

    /** More would be no help to anybody. */
    private static final int MOST_CLIPS = 100;

    private final NowWatch watch;
    private final HealthIndicator consumption;
    private final Watchdog watchdog;
    private final Supplier<Optional<AuditEntry>> running;
    private final InstantSource clock;

    /**
     * A view of it.
     *
     * @param consumption what readiness says
     * @param running the replay or discard that this page began, and that has not ended
     */
    NowView(
            NowWatch watch,
            HealthIndicator consumption,
            Watchdog watchdog,
            Supplier<Optional<AuditEntry>> running,
            InstantSource clock) {
        this.watch = watch;
        this.consumption = consumption;
        this.watchdog = watchdog;
        this.running = running;
        this.clock = clock;
    }

    /**
     * All of it.
     *
     * @param inFlight how many clips
     * @param clips those of them that there is room for
     */
    record Now(
            Instant asOf,
            Consumption consumption,
            int inFlight,
            double oldestAgeSeconds,
            LastMinute.Sums lastMinute,
            List<PermitsInUse.Lane> permits,
            List<PartitionsSeen.Seen> partitions,
            List<ClipNow> clips,
            NowWatch.Letters deadLetters,
            Optional<Work> work) {}

    /**
     * Whether records are consumed.
     *
     * @param status {@code UP} or {@code DOWN}, as readiness has it
     * @param details why not, as readiness has it
     * @param stalls what stands still, and since when
     */
    record Consumption(String status, Map<String, Object> details, Map<String, Instant> stalls) {}

    /** One clip; whose it is, only for those who may know. */
    record ClipNow(
            int partition,
            long offset,
            double ageSeconds,
            InFlightClips.State state,
            long sentBytes,
            long totalBytes,
            Optional<KnownIds> ids) {}

    /** A replay or discard that runs. */
    record Work(String id, AuditEntry.Kind kind, long planned, long done) {}

    Now now(Role role) {
        InFlightClips clips = watch.clips();
        return new Now(
                clock.instant(),
                consumption(),
                clips.count(),
                seconds(clips.oldestAge()),
                watch.lastMinute().sums(),
                watch.permits().lanes(),
                watch.partitions().seen(clips.counts()),
                clips.seen(MOST_CLIPS).stream().map(one -> of(one, role)).toList(),
                watch.letters(),
                running.get().map(one -> new Work(one.id(), one.kind(), one.planned(), one.done())));
    }

    private static ClipNow of(InFlightClips.Seen one, Role role) {
        return new ClipNow(
                one.origin().partition(),
                one.origin().offset(),
                seconds(one.age()),
                one.state(),
                one.sentBytes(),
                one.totalBytes(),
                Optional.of(one.ids()).filter(_ -> role.includes(Role.ACT)));
    }

    private Consumption consumption() {
        Health health = consumption.health();
        Map<Stall, Instant> stalls = watchdog.stalls();
        Map<String, Instant> told = new java.util.TreeMap<>();
        stalls.forEach((stall, since) -> told.put(stall.wireName(), since));
        return new Consumption(
                String.valueOf(health == null ? "UNKNOWN" : health.getStatus().getCode()),
                health == null ? Map.of() : health.getDetails(),
                told);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
