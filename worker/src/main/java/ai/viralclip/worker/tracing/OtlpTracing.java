package ai.viralclip.worker.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * OpenTelemetry's SDK as its own settings ({@code OTEL_*}) want it, which sends spans by OTLP over HTTP. What it cannot
 * send it drops, and says so now and then; nothing waits for it but the end of the worker, and that for seconds.
 */
final class OtlpTracing {

    private static final String NAME = "clip-storage-worker";
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

    /** After the clips are drained, and before the orchestrator's patience ends. */
    private static final long FAREWELL_SECONDS = 3;

    private OtlpTracing() {}

    static Tracing start(TracingProperties properties) {
        try {
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(OtlpTracing::defaults)
                    .addPropertiesCustomizer(otel -> fixed(properties))
                    .addResourceCustomizer((resource, otel) -> named(resource))
                    .addSamplerCustomizer((sampler, otel) -> new SharedSampler(sampler))
                    .build()
                    .getOpenTelemetrySdk();
            return new Tracing(sdk, true, () -> close(sdk));
        } catch (ConfigurationException | IllegalStateException | IllegalArgumentException e) {
            throw new TracingRefused(e);
        }
    }

    /** Where OpenTelemetry's settings say nothing. */
    private static Map<String, String> defaults() {
        // A transaction settles 500 clips at most, and is linked to each.
        return Map.of("otel.exporter.otlp.protocol", "http/protobuf", "otel.span.link.count.limit", "500");
    }

    /** Whatever OpenTelemetry's settings say: metrics are Prometheus's here, and logs are the log's. */
    private static Map<String, String> fixed(TracingProperties properties) {
        Map<String, String> fixed =
                new HashMap<>(Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none"));
        if (!properties.otlpEndpoint().isEmpty()) {
            fixed.put("otel.exporter.otlp.traces.endpoint", properties.tracesUrl());
        }
        return fixed;
    }

    private static Resource named(Resource resource) {
        String name = resource.getAttribute(SERVICE);
        boolean nameless = name == null || name.startsWith("unknown_service");
        return nameless ? resource.merge(Resource.create(Attributes.of(SERVICE, NAME))) : resource;
    }

    private static void close(OpenTelemetrySdk sdk) {
        sdk.getSdkTracerProvider().shutdown().join(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
