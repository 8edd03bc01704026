package ai.viralclip.worker.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

    /** Nobody listens there. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @Test
    void itIsOffWhereNobodyNamesAnEndpoint() {
        try (Tracing tracing = start("", Map.of("otel.service.name", "clips"))) {
            assertThat(tracing.isOn()).isFalse();
            assertThat(tracing.telemetry()).isSameAs(OpenTelemetry.noop());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint"})
    void itIsOnWhereOpenTelemetrysOwnSettingsNameOne(String name) {
        try (Tracing tracing = start("", Map.of(name, NOBODY))) {
            assertThat(tracing.isOn()).isTrue();
        }
    }

    @Test
    void itIsOffWhereOpenTelemetryIsSwitchedOffWhateverIsNamed() {
        try (Tracing disabled = start(NOBODY, Map.of("otel.sdk.disabled", "true"));
                Tracing unsent = start(NOBODY, Map.of("otel.traces.exporter", "none"))) {
            assertThat(disabled.isOn()).isFalse();
            assertThat(unsent.isOn()).isFalse();
        }
    }

    @Test
    void spansAreOfThisServiceAndGoToThePathOfTheEndpoint() {
        try (Tracing tracing = start(NOBODY + "/otlp/", Map.of())) {
            assertThat(tracing.telemetry().toString())
                    .contains("endpoint=" + NOBODY + "/otlp/v1/traces")
                    .contains("service.name=\"clip-storage-worker\"")
                    .contains("Shared{ParentBased{root:AlwaysOnSampler")
                    .contains("maxNumberOfLinks=500")
                    .doesNotContain("PeriodicMetricReader")
                    .doesNotContain("BatchLogRecordProcessor");
        }
    }

    @Test
    void aCollectorThatIsGoneHoldsUpNoStopForLong() {
        Tracing tracing = start(NOBODY, Map.of());
        Spans spans = new Spans(tracing.telemetry());
        for (int i = 0; i < 1_000; i++) {
            spans.process("clip-rendered", 0, i, Context.root()).givenUp();
        }
        long began = System.nanoTime();
        tracing.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void settingsThatOpenTelemetryCannotUseAreNamedAndNotShown() {
        assertThatThrownBy(() -> {
                    throw new TracingRefused(new IllegalStateException(
                            "Invalid map property: otel.exporter.otlp.headers=authorization Bearer hidden"));
                })
                .hasMessage("OpenTelemetry cannot use its settings: look at otel.exporter.otlp.headers")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:4318",
                "grpc://collector:4317",
                "http://",
                "https://user:secret@collector",
                "https://collector?key=secret",
                "https://collector#traces"
            })
    void anEndpointThatIsNoPlainHttpAddressIsRefused(String endpoint) {
        assertThat(new TracingProperties(endpoint).isOtlpEndpointUsable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " http://127.0.0.1:4318\n", "https://collector.example/otlp"})
    void anyOtherEndpointMayBeUsed(String endpoint) {
        assertThat(new TracingProperties(endpoint).isOtlpEndpointUsable()).isTrue();
    }

    private static Tracing start(String endpoint, Map<String, String> otel) {
        return TracingStart.start(new TracingProperties(endpoint), name -> Optional.ofNullable(otel.get(name)));
    }
}
