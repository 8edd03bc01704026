package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.Pools;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PoolMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Pools.Pool> parts = new AtomicReference<>(new Pools.Pool(32, 0, 0));

    private final class Looked implements Pools {

        @Override
        public Pool connections() {
            return new Pool(128, 7, 1);
        }

        @Override
        public Pool parts() {
            return parts.get();
        }

        @Override
        public Pool held() {
            return new Pool(64, 2, 0);
        }
    }

    @Test
    void eachPoolIsLookedAtWhenItIsAskedFor() {
        assertThat(new PoolMetrics(registry, new Looked())).isNotNull();
        assertThat(gauge("limit", "connections")).isEqualTo(128);
        assertThat(gauge("used", "connections")).isEqualTo(7);
        assertThat(gauge("waiting", "connections")).isEqualTo(1);
        assertThat(gauge("limit", "held")).isEqualTo(64);
        assertThat(gauge("used", "parts")).isZero();

        parts.set(new Pools.Pool(32, 32, 5));

        assertThat(gauge("used", "parts")).isEqualTo(32);
        assertThat(gauge("waiting", "parts")).isEqualTo(5);
    }

    private double gauge(String figure, String pool) {
        return registry.get("clip.store.permits." + figure)
                .tag("pool", pool)
                .gauge()
                .value();
    }
}
