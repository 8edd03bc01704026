package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.delivery.DeliveryProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
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

    @Bean("consumption")
    IntakeHealth intakeHealth(InstantSource clock) {
        return new IntakeHealth(clock);
    }
}
