package ai.viralclip.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;

/** Spans that are kept here as soon as they end; for tests of other rooms too. */
public final class Recorded implements AutoCloseable {

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final SdkTracerProvider provider;
    private final OpenTelemetrySdk sdk;

    private Recorded(Sampler sampler) {
        this.provider = SdkTracerProvider.builder()
                .setSampler(new SharedSampler(sampler))
                .addSpanProcessor(SimpleSpanProcessor.create(ended))
                .build();
        this.sdk = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
    }

    public static Recorded all() {
        return by(Sampler.parentBased(Sampler.alwaysOn()));
    }

    static Recorded by(Sampler sampler) {
        return new Recorded(sampler);
    }

    public Spans spans() {
        return new Spans(sdk);
    }

    /** A clip of nobody in particular. */
    public ClipTrace clip() {
        return spans().process("clip-rendered", 0, 7, Context.root());
    }

    /** A publisher's span, sampled or not as the sampler says. */
    Span publisher() {
        return sdk.getTracer("pipeline").spanBuilder("send clip-rendered").startSpan();
    }

    public List<SpanData> spansNamed(String name) {
        return ended.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    public SpanData span(String name) {
        return spansNamed(name).getFirst();
    }

    @Override
    public void close() {
        sdk.close();
    }
}
