package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.delivery.DeliveryProperties;
import ai.viralclip.worker.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

    @Bean
    WorkerMetrics workerMetrics(MeterRegistry registry) {
        return new WorkerMetrics(registry);
    }

    @Bean
    RequestMetrics requestMetrics(MeterRegistry registry) {
        return new RequestMetrics(registry);
    }

    @Bean
    StoreMetrics storeMetrics(MeterRegistry registry, DeliveryProperties delivery) {
        return new StoreMetrics(registry, delivery.maxConcurrent());
    }

    /** Where tracing is on, the registry asks this for exemplars; else there is none, and it keeps none. */
    @Bean
    @Nullable
    SpanContext exemplars(Tracing tracing) {
        return tracing.isOn() ? new Exemplars() : null;
    }

    @Bean("consumption")
    IntakeHealth intakeHealth(InstantSource clock) {
        return new IntakeHealth(clock);
    }
}
