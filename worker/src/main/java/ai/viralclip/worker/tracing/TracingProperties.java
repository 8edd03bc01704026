package ai.viralclip.worker.tracing;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.tracing.*}
 *
 * @param otlpEndpoint where an OpenTelemetry collector takes OTLP over HTTP; empty: tracing is off, unless
 *     OpenTelemetry's own settings name an endpoint
 */
public record TracingProperties(@DefaultValue("") String otlpEndpoint) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    public TracingProperties {
        otlpEndpoint = otlpEndpoint.strip();
    }

    /** Credentials belong into OTEL_EXPORTER_OTLP_HEADERS: an endpoint is shown in logs. */
    @AssertTrue(
            message =
                    "CLIP_TRACING_OTLP_ENDPOINT must be http(s)://host[:port][/path], without query, fragment or user,"
                            + " such as http://127.0.0.1:4318")
    boolean isOtlpEndpointUsable() {
        if (otlpEndpoint.isEmpty()) {
            return true;
        }
        try {
            URI uri = new URI(otlpEndpoint);
            return uri.getHost() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Where traces go: the endpoint is the base of one path for each signal. To be asked where one is set. */
    String tracesUrl() {
        return otlpEndpoint.replaceFirst("/$", "") + "/v1/traces";
    }
}
