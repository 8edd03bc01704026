package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.StoreOperation;
import ai.viralclip.worker.delivery.DeliveryEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;

/** What is asked of the store, as it is billed, and how much may be asked at one time. */
final class StoreMetrics {

    private final Map<StoreOperation, Counter> requests = new EnumMap<>(StoreOperation.class);
    private final Counter throttled;
    private final AtomicInteger demand = new AtomicInteger();
    private final AtomicInteger moving = new AtomicInteger();
    private final AtomicInteger limit;

    /** @param mostUploads the limit until the store asks for less */
    StoreMetrics(MeterRegistry registry, int mostUploads) {
        for (StoreOperation operation : StoreOperation.values()) {
            requests.put(
                    operation,
                    registry.counter(
                            "clip.store.requests",
                            "operation",
                            operation.wireName(),
                            "price",
                            operation.price().wireName()));
        }
        throttled = registry.counter("clip.store.throttled");
        limit = new AtomicInteger(mostUploads);
        registry.gauge("clip.uploads.demand", demand);
        registry.gauge("clip.uploads.moving", moving);
        registry.gauge("clip.uploads.limit", limit);
    }

    @EventListener
    void on(BucketEvent event) {
        switch (event) {
            case BucketEvent.Requested(var operation) -> {
                Counter counter = requests.get(operation);
                if (counter != null) {
                    counter.increment();
                }
            }
            case BucketEvent.Throttled() -> throttled.increment();
        }
    }

    @EventListener
    void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Asked() -> demand.incrementAndGet();
            case DeliveryEvent.Withdrawn() -> demand.decrementAndGet();
            case DeliveryEvent.Granted() -> moving.incrementAndGet();
            case DeliveryEvent.Released() -> {
                moving.decrementAndGet();
                demand.decrementAndGet();
            }
            case DeliveryEvent.Limited(var clips) -> limit.set(clips);
            case DeliveryEvent.Took _ -> {}
        }
    }
}
