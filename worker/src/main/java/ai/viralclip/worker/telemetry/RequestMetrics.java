package ai.viralclip.worker.telemetry;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.intake.RequestEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.context.event.EventListener;

/** Metrics of listings and purges. Every series exists from the start, at zero. */
final class RequestMetrics {

    private final Timer listings;
    private final Counter purges;
    private final Counter dryRuns;
    private final Counter purgedObjects;
    private final Counter purgedBytes;
    private final Map<RequestReason, Counter> failed = new EnumMap<>(RequestReason.class);

    RequestMetrics(MeterRegistry registry) {
        listings = registry.timer("clip.listings");
        purges = registry.counter("clip.purges", "dry.run", "false");
        dryRuns = registry.counter("clip.purges", "dry.run", "true");
        purgedObjects = registry.counter("clip.purged.objects");
        purgedBytes = Counter.builder("clip.purged").baseUnit("bytes").register(registry);
        for (RequestReason reason : RequestReason.values()) {
            failed.put(reason, registry.counter("clip.requests.failed", "reason", reason.wireName()));
        }
    }

    @EventListener
    void on(RequestEvent event) {
        switch (event) {
            case RequestEvent.Listed(var took) -> listings.record(took);
            case RequestEvent.Purged(var dryRun, var _, var _) when dryRun -> dryRuns.increment();
            case RequestEvent.Purged(var _, var objects, var bytes) -> {
                purges.increment();
                purgedObjects.increment((double) objects);
                purgedBytes.increment((double) bytes);
            }
            case RequestEvent.Failed(var reason) -> {
                Counter counter = failed.get(reason);
                if (counter != null) {
                    counter.increment();
                }
            }
        }
    }
}
