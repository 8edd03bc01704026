package ai.viralclip.worker.telemetry;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.intake.IntakeEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;

/**
 * The worker's metrics. They balance: {@code clip_records_received = clip_ready + clip_failed + clip_in_flight +
 * clip_dropped}. Every series exists from the start, at zero, so that an alert on a rate sees the first increase.
 */
final class WorkerMetrics {

    private static final Duration[] READY_BUCKETS = {
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2)
    };

    private final Counter received;
    private final Counter ready;
    private final Counter dropped;
    private final Counter storedBytes;
    private final Counter settlementFailures;
    private final Counter restarts;
    private final Timer renderedToReady;
    private final Timer settlement;
    private final Map<Reason, Counter> failed = new EnumMap<>(Reason.class);
    private final Map<DeferCause, Counter> deferred = new EnumMap<>(DeferCause.class);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger halted = new AtomicInteger(1);

    WorkerMetrics(MeterRegistry registry) {
        received = registry.counter("clip.records.received");
        ready = registry.counter("clip.ready");
        dropped = registry.counter("clip.dropped");
        storedBytes = Counter.builder("clip.stored").baseUnit("bytes").register(registry);
        settlementFailures = registry.counter("clip.settlement.failures");
        restarts = registry.counter("clip.intake.restarts");
        settlement = registry.timer("clip.settlement");
        renderedToReady = Timer.builder("clip.rendered.to.ready")
                .serviceLevelObjectives(READY_BUCKETS)
                .register(registry);
        for (Reason reason : Reason.values()) {
            failed.put(reason, registry.counter("clip.failed", "reason", reason.wireName()));
        }
        for (DeferCause cause : DeferCause.values()) {
            deferred.put(cause, registry.counter("clip.deferred", "cause", cause.wireName()));
        }
        registry.gauge("clip.in.flight", inFlight);
        registry.gauge("clip.halted", halted);
    }

    @EventListener
    void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Admitted() -> {
                received.increment();
                inFlight.incrementAndGet();
            }
            case IntakeEvent.Ready(var sinceRendered, var bytes) -> {
                ready.increment();
                inFlight.decrementAndGet();
                renderedToReady.record(sinceRendered);
                storedBytes.increment((double) bytes);
            }
            case IntakeEvent.Failed(var reason) -> {
                count(failed, reason);
                inFlight.decrementAndGet();
            }
            case IntakeEvent.Dropped(var records) -> {
                dropped.increment(records);
                inFlight.addAndGet(-records);
            }
            case IntakeEvent.Deferred(var cause) -> count(deferred, cause);
            case IntakeEvent.Halted _ -> halted.set(1);
            case IntakeEvent.Resumed() -> halted.set(0);
            case IntakeEvent.Settled(var _, var took) -> settlement.record(took);
            case IntakeEvent.SettlementFailed() -> settlementFailures.increment();
            case IntakeEvent.Restarted() -> restarts.increment();
        }
    }

    private static <K> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }
}
