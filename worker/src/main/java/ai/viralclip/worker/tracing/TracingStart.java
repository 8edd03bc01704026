package ai.viralclip.worker.tracing;

import io.opentelemetry.api.OpenTelemetry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches tracing on or leaves it off. Off, no class of OpenTelemetry's SDK is loaded and no thread runs. */
final class TracingStart {

    private static final Logger LOG = LoggerFactory.getLogger(TracingStart.class);

    private TracingStart() {}

    /**
     * On where the worker's own setting or OpenTelemetry's name an endpoint, unless OpenTelemetry's switch it off.
     *
     * @param otel OpenTelemetry's own settings, by their names in lower case with dots
     * @throws TracingRefused where OpenTelemetry cannot use its settings
     */
    static Tracing start(TracingProperties properties, Function<String, Optional<String>> otel) {
        boolean named = !properties.otlpEndpoint().isEmpty()
                || otel.apply("otel.exporter.otlp.endpoint").isPresent()
                || otel.apply("otel.exporter.otlp.traces.endpoint").isPresent();
        boolean off = otel.apply("otel.sdk.disabled")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()
                || otel.apply("otel.traces.exporter").filter("none"::equals).isPresent();
        if (!named || off) {
            return new Tracing(OpenTelemetry.noop(), false, () -> {});
        }
        LOG.info("tracing is on");
        return OtlpTracing.start(properties);
    }

    /** A system property, or the environment's: both as OpenTelemetry's SDK reads them. */
    static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(
                        System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
