package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.delivery.DeliveryProperties;
import ai.viralclip.worker.health.Restarts;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

    @Bean
    PublishedMeters publishedMeters() {
        return new PublishedMeters();
    }

    @Bean
    RecordClock recordClock(InstantSource clock) {
        return new RecordClock(clock);
    }

    @Bean
    InFlight inFlight(RecordClock clock, SloProperties slo) {
        return new InFlight(clock, new Objective(slo.readyWithin(), clock));
    }

    @Bean
    ClipTimes clipTimes(MeterRegistry registry, SloProperties slo) {
        return new ClipTimes(registry, slo.readyWithin());
    }

    @Bean
    WorkerMetrics workerMetrics(MeterRegistry registry, InFlight inFlight, ClipTimes times) {
        return new WorkerMetrics(registry, inFlight, times);
    }

    @Bean
    PartitionMetrics partitionMetrics(MeterRegistry registry, InFlight inFlight) {
        return new PartitionMetrics(registry, inFlight);
    }

    @Bean
    KafkaMetrics kafkaMetrics(MeterRegistry registry, RecordClock clock, Restarts restarts, PurgeLedger purges) {
        return new KafkaMetrics(registry, clock, restarts, purges);
    }

    @Bean
    RequestMetrics requestMetrics(MeterRegistry registry, RecordClock clock) {
        return new RequestMetrics(registry, clock);
    }

    @Bean
    ProcessMetrics processMetrics() {
        return new ProcessMetrics();
    }

    @Bean
    StoreMetrics storeMetrics(MeterRegistry registry) {
        return new StoreMetrics(registry);
    }

    @Bean
    MediaMetrics mediaMetrics(MeterRegistry registry) {
        return new MediaMetrics(registry);
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

    /** Where tracing is on, the registry asks this for exemplars; else there is none, and it keeps none. */
    @Bean
    @Nullable
    SpanContext exemplars(Tracing tracing) {
        return tracing.isOn() ? new Exemplars() : null;
    }
}
