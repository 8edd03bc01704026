package ai.viralclip.worker.telemetry;

import io.opentelemetry.api.trace.Span;
import io.prometheus.metrics.tracer.common.SpanContext;

/** Tells the registry which trace a measurement was taken in: an exemplar of its bucket. */
final class Exemplars implements SpanContext {

    @Override
    public String getCurrentTraceId() {
        return current().getTraceId();
    }

    @Override
    public String getCurrentSpanId() {
        return current().getSpanId();
    }

    /** Asked first: a trace that nobody keeps is no example. */
    @Override
    public boolean isCurrentSpanSampled() {
        return current().isSampled();
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        Span.current().setAttribute(EXEMPLAR_ATTRIBUTE_NAME, EXEMPLAR_ATTRIBUTE_VALUE);
    }

    private static io.opentelemetry.api.trace.SpanContext current() {
        return Span.current().getSpanContext();
    }
}
