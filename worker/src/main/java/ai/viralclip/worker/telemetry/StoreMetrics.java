package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.BucketEvent.RequestResult;
import ai.viralclip.worker.bucket.BucketEvent.RetryCause;
import ai.viralclip.worker.bucket.BucketEvent.StoreOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What is asked of the store, as it is billed, and how it answers. */
final class StoreMetrics implements BucketEvent.Listener {

    private static final Duration[] REQUEST_BUCKETS = {
        Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1)
    };

    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private record Meters(Map<RequestResult, Counter> results, Timer took) {}

    private final Map<StoreOperation, Meters> requests = new EnumMap<>(StoreOperation.class);
    private final Map<RetryCause, Counter> retries = new EnumMap<>(RetryCause.class);
    private final Map<Errand, Counter> triedAgain = new EnumMap<>(Errand.class);
    private final Counter throttled;
    private final Counter sent;
    private final Counter received;
    private final Counter copied;
    private final AtomicReference<Double> skew = new AtomicReference<>(Double.NaN);

    StoreMetrics(MeterRegistry registry) {
        for (StoreOperation operation : StoreOperation.values()) {
            requests.put(operation, meters(registry, operation));
        }
        for (RetryCause cause : RetryCause.values()) {
            retries.put(
                    cause,
                    Counter.builder("clip.store.retries")
                            .description("requests that the client repeated by itself, by what it met before")
                            .tag("cause", cause.wireName())
                            .register(registry));
        }
        for (Errand errand : Errand.values()) {
            triedAgain.put(
                    errand,
                    Counter.builder("clip.store.tried.again")
                            .description("calls, or all of the work, that a listing, purge or withdrawal did again")
                            .tag("operation", errand.wireName())
                            .register(registry));
        }
        throttled = throttled(registry);
        sent = bytes(registry, "clip.store.sent", "bodies of answered requests, by their length");
        received = bytes(registry, "clip.store.received", "bodies of answers, by their length");
        copied = bytes(registry, "clip.store.copied", "media that the store copied by itself, none of it read");
        Gauge.builder("clip.store.clock.skew", skew::get)
                .description("the store's clock less this worker's, by the header Date; NaN until an answer had one")
                .baseUnit("seconds")
                .register(registry);
    }

    private static Meters meters(MeterRegistry registry, StoreOperation operation) {
        var tags = Tags.of("operation", operation.wireName());
        var results = new EnumMap<RequestResult, Counter>(RequestResult.class);
        for (RequestResult result : RequestResult.values()) {
            results.put(
                    result,
                    Counter.builder("clip.store.requests")
                            .description("requests to the store as it bills them, repeated ones too, once they are"
                                    + " answered or given up")
                            .tags(tags)
                            .tag("price", operation.price().wireName())
                            .tag("result", result.wireName())
                            .register(registry));
        }
        var took = Timer.builder("clip.store.request")
                .description("one request, from its sending to the head of its answer, or until it was given up")
                .tags(tags)
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry);
        return new Meters(results, took);
    }

    private static Counter throttled(MeterRegistry registry) {
        return Counter.builder("clip.store.throttled")
                .description("answers 429 or 503, but for those to writes of highlights.json")
                .register(registry);
    }

    private static Counter bytes(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).baseUnit("bytes").register(registry);
    }

    @Override
    public void on(BucketEvent event) {
        switch (event) {
            case BucketEvent.RequestEnded ended -> count(ended);
            case BucketEvent.Repeated(var cause) -> increment(retries, cause);
            case BucketEvent.TriedAgain(var errand) -> increment(triedAgain, errand);
            case BucketEvent.Throttled _ -> throttled.increment();
            case BucketEvent.ClockRead(var ahead) -> skew.set(ahead.toNanos() / NANOS_PER_SECOND);
            case BucketEvent.Copied copy -> copied.increment((double) copy.sizeBytes());
            case BucketEvent.CertificateShown _,
                    BucketEvent.Halted _,
                    BucketEvent.Resumed _,
                    BucketEvent.PutBegan _,
                    BucketEvent.PutEnded _ -> {}
        }
    }

    private void count(BucketEvent.RequestEnded ended) {
        Meters meters = requests.get(ended.operation());
        if (meters != null) {
            increment(meters.results(), ended.result());
            meters.took().record(ended.took());
        }
        sent.increment((double) ended.sentBytes());
        received.increment((double) ended.receivedBytes());
    }

    private static <K> void increment(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }
}
