package ai.viralclip.worker;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.catalog.CatalogProperties;
import ai.viralclip.worker.delivery.DeliveryProperties;
import ai.viralclip.worker.health.WatchdogProperties;
import ai.viralclip.worker.highlights.HighlightsProperties;
import ai.viralclip.worker.intake.IntakeProperties;
import ai.viralclip.worker.kafka.TopicProvisioning;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.media.MediaProperties;
import ai.viralclip.worker.page.PageProperties;
import ai.viralclip.worker.purge.PurgeProperties;
import ai.viralclip.worker.requests.RequestProperties;
import ai.viralclip.worker.telemetry.SloProperties;
import ai.viralclip.worker.tracing.TracingProperties;
import ai.viralclip.worker.verification.VerificationProperties;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every room its own settings and no others, and all of them the clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class WorkerConfiguration {

    @Bean
    static UnusedBeans unusedBeans() {
        return new UnusedBeans();
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    R2Properties r2Properties(WorkerProperties properties) {
        return properties.r2();
    }

    @Bean
    UrlProperties urlProperties(WorkerProperties properties) {
        return properties.urls();
    }

    @Bean
    MediaProperties mediaProperties(WorkerProperties properties) {
        return properties.media();
    }

    @Bean
    HighlightsProperties highlightsProperties(WorkerProperties properties) {
        return properties.highlights();
    }

    @Bean
    DeliveryProperties deliveryProperties(WorkerProperties properties) {
        return properties.delivery();
    }

    /** Known for as long as a clip may be old: one setting for both. */
    @Bean
    PurgeProperties purgeProperties(WorkerProperties properties) {
        return new PurgeProperties(properties.delivery().oldestRendering());
    }

    @Bean
    CatalogProperties catalogProperties(WorkerProperties properties) {
        return properties.catalog();
    }

    @Bean
    VerificationProperties verificationProperties(WorkerProperties properties) {
        return properties.verification();
    }

    @Bean
    IntakeProperties intakeProperties(WorkerProperties properties) {
        return properties.intake();
    }

    @Bean
    RequestProperties requestProperties(WorkerProperties properties) {
        return properties.requests();
    }

    /** {@code ce_source} of what the worker publishes. */
    @Bean
    URI eventSource(WorkerProperties properties) {
        return properties.intake().source();
    }

    @Bean
    TopicProvisioning.Needs neededOfTopics(WorkerProperties properties) {
        return new TopicProvisioning.Needs(
                properties.requests().replyTopics(),
                properties.urls().ttl(),
                purgeProperties(properties).keep());
    }

    @Bean
    TracingProperties tracingProperties(WorkerProperties properties) {
        return properties.tracing();
    }

    @Bean
    PageProperties pageProperties(WorkerProperties properties) {
        return properties.page();
    }

    @Bean
    TopicsProperties topicsProperties(WorkerProperties properties) {
        return properties.topics();
    }

    @Bean
    SloProperties sloProperties(WorkerProperties properties) {
        return properties.slo();
    }

    @Bean
    WatchdogProperties watchdogProperties(WorkerProperties properties) {
        return properties.watchdog();
    }
}
