package ai.viralclip.worker.telemetry;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.HaltReason;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.intake.IntakeEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The worker's ledger of clips. It balances: {@code clip_records_received = clip_ready + clip_failed + clip_in_flight +
 * clip_dropped}. Every series exists from the start, at zero, so that an alert on a rate sees the first increase.
 */
final class WorkerMetrics implements IntakeEvent.Listener, BucketEvent.Listener {

    private final InFlight inFlight;
    private final ClipTimes times;
    private final Counter received;
    private final Counter ready;
    private final Counter dropped;
    private final Counter storedBytes;
    private final Map<Reason, Counter> failed = new EnumMap<>(Reason.class);
    private final Map<DeferCause, Counter> deferred = new EnumMap<>(DeferCause.class);
    private final AtomicReference<Optional<HaltReason>> halted =
            new AtomicReference<>(Optional.of(HaltReason.BUCKET_UNPROVED));

    WorkerMetrics(MeterRegistry registry, InFlight inFlight, ClipTimes times) {
        this.inFlight = inFlight;
        this.times = times;
        received = counter("clip.records.received", "Records of clip-rendered admitted.", registry);
        ready = counter("clip.ready", "Events clip-ready committed.", registry);
        dropped = counter("clip.dropped", "Records given up because their partition went to another owner.", registry);
        storedBytes = Counter.builder("clip.stored")
                .baseUnit("bytes")
                .description("Media bytes of ready clips.")
                .register(registry);
        for (Reason reason : Reason.values()) {
            failed.put(reason, failed(reason, registry));
        }
        for (DeferCause cause : DeferCause.values()) {
            deferred.put(cause, deferred(cause, registry));
        }
        Gauge.builder("clip.in.flight", inFlight, InFlight::count)
                .description("Records admitted, and not yet ready, failed or dropped.")
                .register(registry);
        registerObjective(registry);
        registerHalts(registry);
    }

    private static Counter counter(String name, String help, MeterRegistry registry) {
        return Counter.builder(name).description(help).register(registry);
    }

    private static Counter failed(Reason reason, MeterRegistry registry) {
        return Counter.builder("clip.failed")
                .tag("reason", reason.wireName())
                .description("Events clip-failed committed, by reason.")
                .register(registry);
    }

    private static Counter deferred(DeferCause cause, MeterRegistry registry) {
        return Counter.builder("clip.deferred")
                .tag("cause", cause.wireName())
                .description("Attempts that ended in 'again later', by cause.")
                .register(registry);
    }

    private void registerObjective(MeterRegistry registry) {
        String help = "Clips by the objective: good when ready in time, bad as soon as they cannot be any more.";
        FunctionCounter.builder("clip.slo.events", inFlight, InFlight::good)
                .tag("result", "good")
                .description(help)
                .register(registry);
        FunctionCounter.builder("clip.slo.events", inFlight, InFlight::bad)
                .tag("result", "bad")
                .description(help)
                .register(registry);
    }

    private void registerHalts(MeterRegistry registry) {
        Gauge.builder("clip.halted", halted, now -> now.get().isPresent() ? 1 : 0)
                .description("1 while nothing is consumed because of the bucket.")
                .register(registry);
        for (HaltReason reason : HaltReason.values()) {
            Gauge.builder("clip.halt.reason", halted, now -> now.get().equals(Optional.of(reason)) ? 1 : 0)
                    .tag("reason", reason.wireName())
                    .description("1 for the reason that consumption is halted for.")
                    .register(registry);
        }
    }

    @Override
    public void on(BucketEvent event) {
        if (event instanceof BucketEvent.Halted(var reason, var _)) {
            halted.set(Optional.of(reason));
        } else if (event instanceof BucketEvent.Resumed) {
            halted.set(Optional.empty());
        }
    }

    @Override
    public void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Admitted(var origin, var _) -> {
                received.increment();
                times.admitted(inFlight.admitted(origin));
            }
            case IntakeEvent.Ready one -> ready(one);
            case IntakeEvent.Failed(var origin, var reason, var settling) -> {
                failed(origin, reason);
                times.failed(settling);
            }
            case IntakeEvent.Dropped(var partition, var records) -> {
                dropped.increment(records);
                inFlight.dropped(partition);
            }
            case IntakeEvent.Deferred(var cause) -> count(deferred, cause);
            case IntakeEvent.Assigned(var partitions) -> inFlight.assigned(partitions);
            case IntakeEvent.Turned(var unread) -> inFlight.unread(unread);
            case IntakeEvent.Parked(var partitions) -> inFlight.parked(partitions);
            case IntakeEvent.OpenTransactions(var ages, var hanging) -> inFlight.openTransactions(ages, hanging);
            case IntakeEvent.Settled _,
                    IntakeEvent.SettlementFailed _,
                    IntakeEvent.Withheld _,
                    IntakeEvent.BareLetter _,
                    IntakeEvent.LogReplaced _,
                    IntakeEvent.WindowsLookedAt _,
                    IntakeEvent.Restarted _,
                    IntakeEvent.LettersCounted _ -> {}
        }
    }

    private void ready(IntakeEvent.Ready one) {
        ready.increment();
        storedBytes.increment((double) one.bytes());
        times.ready(inFlight.ready(one.origin()), one.settling());
    }

    private void failed(IntakeEvent.Origin origin, Reason reason) {
        count(failed, reason);
        inFlight.failed(
                origin,
                switch (reason) {
                    case INTERNAL_ERROR, STORE_REFUSED, HIGHLIGHTS_BROKEN -> true;
                    case EVENT_UNREADABLE,
                            CONTRACT_BROKEN,
                            ID_INVALID,
                            SOURCE_NOT_ALLOWED,
                            SOURCE_MISSING,
                            WRONG_MAGIC_BYTES,
                            SIZE_MISMATCH,
                            CHECKSUM_MISMATCH,
                            SUPERSEDED,
                            HIGHLIGHTS_FULL,
                            PURGED -> false;
                });
    }

    private static <K> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }
}
