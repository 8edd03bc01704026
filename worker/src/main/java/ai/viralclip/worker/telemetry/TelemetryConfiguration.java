package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.delivery.DeliveryProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
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
    StoreMetrics storeMetrics(MeterRegistry registry) {
        return new StoreMetrics(registry);
    }

    @Bean
    PermitMetrics permitMetrics(MeterRegistry registry, DeliveryProperties delivery) {
        return new PermitMetrics(registry, delivery.maxConcurrent());
    }

    @Bean
    PoolMetrics poolMetrics(MeterRegistry registry, Pools pools) {
        return new PoolMetrics(registry, pools);
    }

    @Bean
    ExpiryMetrics expiryMetrics(MeterRegistry registry, R2Properties r2) {
        return new ExpiryMetrics(registry, r2.keyExpiry());
    }

    @Bean
    BuildMetrics buildMetrics(MeterRegistry registry, Optional<BuildProperties> build, Optional<GitProperties> git) {
        return new BuildMetrics(registry, build, git);
    }

    @Bean("consumption")
    IntakeHealth intakeHealth(InstantSource clock) {
        return new IntakeHealth(clock);
    }
}
