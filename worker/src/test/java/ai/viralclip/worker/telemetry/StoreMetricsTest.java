package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.StoreOperation;
import ai.viralclip.worker.delivery.DeliveryEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StoreMetrics metrics = new StoreMetrics(registry, 64);

    @Test
    void everyOperationIsThereFromTheStartAndCountsAsItIsBilled() {
        assertThat(registry.get("clip.store.requests").counters()).hasSize(StoreOperation.values().length);

        metrics.on(new BucketEvent.Requested(StoreOperation.PUT_OBJECT));
        metrics.on(new BucketEvent.Requested(StoreOperation.HEAD_OBJECT));

        assertThat(requests("put_object", "class_a")).isEqualTo(1);
        assertThat(requests("head_object", "class_b")).isEqualTo(1);
        assertThat(requests("delete_object", "free")).isZero();
    }

    @Test
    void demandIsWhatMovesAndWhatWaits() {
        metrics.on(new DeliveryEvent.Asked());
        metrics.on(new DeliveryEvent.Asked());
        metrics.on(new DeliveryEvent.Granted());
        assertThat(gauge("demand")).isEqualTo(2);
        assertThat(gauge("moving")).isEqualTo(1);

        metrics.on(new DeliveryEvent.Withdrawn());
        metrics.on(new DeliveryEvent.Released());

        assertThat(gauge("demand")).isZero();
        assertThat(gauge("moving")).isZero();
    }

    @Test
    void theLimitIsTheOperatorsUntilTheStoreAsksForLess() {
        assertThat(gauge("limit")).isEqualTo(64);

        metrics.on(new DeliveryEvent.Limited(32));
        metrics.on(new BucketEvent.Throttled());

        assertThat(gauge("limit")).isEqualTo(32);
        assertThat(registry.get("clip.store.throttled").counter().count()).isEqualTo(1);
    }

    private double requests(String operation, String price) {
        return registry.get("clip.store.requests")
                .tags("operation", operation, "price", price)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get("clip.uploads." + name).gauge().value();
    }
}
