package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.BucketEvent.RequestResult;
import ai.viralclip.worker.bucket.BucketEvent.RetryCause;
import ai.viralclip.worker.bucket.BucketEvent.StoreOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {

    private static final Duration TOOK = Duration.ofMillis(40);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StoreMetrics metrics = new StoreMetrics(registry);

    @Test
    void everySeriesIsThereFromTheStartAtZero() {
        assertThat(registry.get("clip.store.requests").counters())
                .hasSize(StoreOperation.values().length * RequestResult.values().length)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
        assertThat(registry.get("clip.store.request").timers()).hasSize(StoreOperation.values().length);
        assertThat(registry.get("clip.store.retries").counters()).hasSize(RetryCause.values().length);
    }

    @Test
    void eachRequestCountsOnceAsItIsBilledAndByHowItEnded() {
        metrics.on(ended(StoreOperation.PUT_OBJECT, RequestResult.OK, 100, 0));
        metrics.on(ended(StoreOperation.PUT_OBJECT, RequestResult.NO_ANSWER, 0, 0));
        metrics.on(ended(StoreOperation.HEAD_OBJECT, RequestResult.NOT_FOUND, 0, 0));
        metrics.on(ended(StoreOperation.GET_OBJECT, RequestResult.OK, 0, 7));

        assertThat(requests("put_object", "class_a")).isEqualTo(2);
        assertThat(requests("head_object", "class_b")).isEqualTo(1);
        assertThat(requests("delete_object", "free")).isZero();
        assertThat(registry.get("clip.store.requests")
                        .tags("operation", "put_object", "result", "no_answer")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(count("clip.store.sent")).isEqualTo(100);
        assertThat(count("clip.store.received")).isEqualTo(7);
        var took = registry.get("clip.store.request")
                .tag("operation", "put_object")
                .timer();
        assertThat(took.count()).isEqualTo(2);
        assertThat(took.takeSnapshot().histogramCounts()[1].count())
                .as("within 100 ms")
                .isEqualTo(2);
    }

    @Test
    void whatIsDoneAgainIsCountedByWhatItIsDoneFor() {
        assertThat(registry.get("clip.store.tried.again").counters()).hasSize(Errand.values().length);
        metrics.on(new BucketEvent.TriedAgain(Errand.PURGE));

        assertThat(registry.get("clip.store.tried.again")
                        .tag("operation", "purge")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("clip.store.tried.again")
                        .tag("operation", "listing")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void whatTheClientRepeatsAndWhatTheStoreHasEnoughOfAreCounted() {
        metrics.on(new BucketEvent.Repeated(RetryCause.FAILED));
        metrics.on(new BucketEvent.Throttled("a/key"));

        assertThat(registry.get("clip.store.retries")
                        .tag("cause", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("clip.store.retries")
                        .tag("cause", "throttled")
                        .counter()
                        .count())
                .isZero();
        assertThat(count("clip.store.throttled")).isEqualTo(1);
    }

    @Test
    void theSkewIsUnknownUntilAClockWasRead() {
        assertThat(registry.get("clip.store.clock.skew").gauge().value()).isNaN();

        metrics.on(new BucketEvent.CertificateShown(Instant.EPOCH));
        metrics.on(new BucketEvent.ClockRead(Duration.ofMillis(-1_500)));

        assertThat(registry.get("clip.store.clock.skew").gauge().value()).isEqualTo(-1.5);
    }

    private static BucketEvent ended(StoreOperation operation, RequestResult result, long sent, long received) {
        return new BucketEvent.RequestEnded(operation, result, TOOK, sent, received);
    }

    private double requests(String operation, String price) {
        return registry.get("clip.store.requests").tags("operation", operation, "price", price).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }
}
