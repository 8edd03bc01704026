package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.bucket.Pools;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** What of the store there is only so much of at one time, looked at when somebody asks. */
final class PoolMetrics {

    private final MeterRegistry registry;

    PoolMetrics(MeterRegistry registry, Pools pools) {
        this.registry = registry;
        register("connections", pools::connections);
        register("parts", pools::parts);
        register("held", pools::held);
    }

    private void register(String name, Supplier<Pools.Pool> pool) {
        register(
                "limit",
                "size of a pool: connections; parts under way; puts that wait for their thumbnail",
                name,
                pool,
                Pools.Pool::limit);
        register("used", "taken of a pool", name, pool, Pools.Pool::used);
        register("waiting", "threads that wait for a pool", name, pool, Pools.Pool::waiting);
    }

    private void register(
            String figure,
            String description,
            String name,
            Supplier<Pools.Pool> pool,
            ToIntFunction<Pools.Pool> value) {
        Gauge.builder("clip.store.permits." + figure, () -> value.applyAsInt(pool.get()))
                .description(description)
                .tag("pool", name)
                .register(registry);
    }
}
