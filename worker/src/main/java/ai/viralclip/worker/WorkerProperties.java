package ai.viralclip.worker;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.catalog.CatalogProperties;
import ai.viralclip.worker.delivery.DeliveryProperties;
import ai.viralclip.worker.health.WatchdogProperties;
import ai.viralclip.worker.highlights.HighlightsProperties;
import ai.viralclip.worker.intake.IntakeProperties;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.media.MediaProperties;
import ai.viralclip.worker.page.PageProperties;
import ai.viralclip.worker.requests.RequestProperties;
import ai.viralclip.worker.telemetry.SloProperties;
import ai.viralclip.worker.tracing.TracingProperties;
import ai.viralclip.worker.verification.VerificationProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * All settings of the worker, {@code clip.*}: bound at once, so that a start with wrong ones names them all at once.
 *
 * @param kafkaBootstrapServers what {@code spring.kafka.bootstrap-servers} says; here only to be named where it is
 *     missing
 * @param managementAddress what {@code management.server.address} says, likewise
 */
@Validated
@ConfigurationProperties("clip")
record WorkerProperties(
        @DefaultValue @Valid R2Properties r2,
        @DefaultValue @Valid UrlProperties urls,
        @DefaultValue @Valid MediaProperties media,
        @DefaultValue @Valid HighlightsProperties highlights,
        @DefaultValue @Valid DeliveryProperties delivery,
        @DefaultValue @Valid CatalogProperties catalog,
        @DefaultValue VerificationProperties verification,
        @DefaultValue @Valid IntakeProperties intake,
        @DefaultValue @Valid TopicsProperties topics,
        @DefaultValue RequestProperties requests,
        @DefaultValue @Valid SloProperties slo,
        @DefaultValue @Valid WatchdogProperties watchdog,
        @DefaultValue @Valid TracingProperties tracing,
        @DefaultValue @Valid PageProperties page,

        @DefaultValue("")
        @NotBlank(message = "SPRING_KAFKA_BOOTSTRAP_SERVERS is not set: the brokers, as host:port[,host:port]")
        String kafkaBootstrapServers,

        @DefaultValue("")
        @Pattern(
                regexp = "",
                message = "MANAGEMENT_SERVER_ADDRESS is set, and there is no server of its own for management: set"
                        + " SERVER_ADDRESS in its place")
        String managementAddress) {}
