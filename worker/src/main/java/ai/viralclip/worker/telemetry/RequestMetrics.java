package ai.viralclip.worker.telemetry;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.requests.RequestEvent;
import ai.viralclip.worker.requests.RequestKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Metrics of listings, purges and verifications. Every series exists from the start, at zero. */
final class RequestMetrics implements RequestEvent.Listener {

    private static final Duration[] LISTING = {
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5),
        Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2)
    };

    private final RecordClock clock;
    private final Timer listings;
    private final Counter purges;
    private final Counter dryRuns;
    private final Counter purgedObjects;
    private final Counter purgedBytes;
    private final Counter verifiedObjects;
    private final Map<RequestReason, Counter> failed = new EnumMap<>(RequestReason.class);
    private final Map<RequestKind, Counter> unanswered = new EnumMap<>(RequestKind.class);

    /** When the requests of each kind that are at work were written. */
    private final Map<RequestKind, List<Instant>> atWork = new ConcurrentHashMap<>();

    /** How many partitions of each kind's topic cannot be read. */
    private final Map<RequestKind, Integer> parked = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry, RecordClock clock) {
        this.clock = clock;
        listings = Timer.builder("clip.listings")
                .description("Pages listed.")
                .serviceLevelObjectives(LISTING)
                .register(registry);
        purges = purges("false", registry);
        dryRuns = purges("true", registry);
        purgedObjects = Counter.builder("clip.purged.objects")
                .description("Objects that purges deleted.")
                .register(registry);
        purgedBytes = Counter.builder("clip.purged")
                .baseUnit("bytes")
                .description("Bytes that purges deleted.")
                .register(registry);
        verifiedObjects = Counter.builder("clip.verified.objects")
                .description("Objects that verifications looked at.")
                .register(registry);
        for (RequestReason reason : RequestReason.values()) {
            failed.put(
                    reason,
                    Counter.builder("clip.requests.failed")
                            .tag("reason", reason.wireName())
                            .description("Requests that were answered by request-failed, by reason.")
                            .register(registry));
        }
        for (RequestKind kind : RequestKind.values()) {
            registerAtWork(kind, registry);
            registerParked(kind, registry);
            unanswered.put(kind, unanswered(kind, registry));
        }
    }

    private static Counter unanswered(RequestKind kind, MeterRegistry registry) {
        return Counter.builder("clip.requests.unanswered")
                .tag("kind", kind.wireName())
                .description("Requests that are done with and of whose reply nothing could be written.")
                .register(registry);
    }

    private static Counter purges(String dryRun, MeterRegistry registry) {
        return Counter.builder("clip.purges")
                .tag("dry.run", dryRun)
                .description("Purges done.")
                .register(registry);
    }

    private void registerAtWork(RequestKind kind, MeterRegistry registry) {
        Gauge.builder("clip.requests.at.work", () -> atWork(kind).size())
                .tag("kind", kind.wireName())
                .description("Requests that this worker works on.")
                .register(registry);
        Gauge.builder("clip.requests.oldest.age", () -> oldestAge(kind))
                .tag("kind", kind.wireName())
                .baseUnit("seconds")
                .description("Age of the oldest request at work, from its record's timestamp; 0 where none is.")
                .register(registry);
    }

    private void registerParked(RequestKind kind, MeterRegistry registry) {
        Gauge.builder("clip.requests.partitions.parked", () -> parked.getOrDefault(kind, 0))
                .tag("kind", kind.wireName())
                .description("Partitions of the requests' topic that are this worker's and cannot be read.")
                .register(registry);
    }

    private List<Instant> atWork(RequestKind kind) {
        return atWork.getOrDefault(kind, List.of());
    }

    private double oldestAge(RequestKind kind) {
        return atWork(kind).stream()
                .min(Instant::compareTo)
                .map(written -> Seconds.of(clock.since(written)))
                .orElse(0.0);
    }

    @Override
    public void on(RequestEvent event) {
        switch (event) {
            case RequestEvent.AtWork(var kind, var timestamps) ->
                atWork.put(kind, timestamps.stream().map(clock::written).toList());
            case RequestEvent.Listed(var took) -> listings.record(took);
            case RequestEvent.Purged(var dryRun, var _, var _) when dryRun -> dryRuns.increment();
            case RequestEvent.Purged(var _, var objects, var bytes) -> {
                purges.increment();
                purgedObjects.increment((double) objects);
                purgedBytes.increment((double) bytes);
            }
            case RequestEvent.Verified(var objects, var _) -> verifiedObjects.increment((double) objects);
            case RequestEvent.Failed(var reason) -> count(failed.get(reason));
            case RequestEvent.Unanswered(var kind) -> count(unanswered.get(kind));
            case RequestEvent.Parked(var kind, var partitions) -> parked.put(kind, partitions.size());
        }
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
