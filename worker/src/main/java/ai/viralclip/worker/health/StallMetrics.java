package ai.viralclip.worker.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the watchdog finds. */
final class StallMetrics {

    StallMetrics(MeterRegistry registry, Watchdog watchdog) {
        for (Stall stall : Stall.values()) {
            Gauge.builder("clip.stalled", watchdog, one -> one.stalls().containsKey(stall) ? 1 : 0)
                    .tag("cause", stall.wireName())
                    .description("1 while the watchdog finds that nothing goes on, by cause.")
                    .register(registry);
        }
    }
}
