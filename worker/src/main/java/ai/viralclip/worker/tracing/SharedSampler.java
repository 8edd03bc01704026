package ai.viralclip.worker.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Records what several clips share (a root with links) whenever it is asked: {@link Spans} begins such a span only
 * where one of those clips is recorded, and its trace would have a hole otherwise. All else is the operator's to say.
 */
final class SharedSampler implements Sampler {

    private final Sampler chosen;

    SharedSampler(Sampler chosen) {
        this.chosen = chosen;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        boolean root = !Span.fromContext(parent).getSpanContext().isValid();
        return root && !links.isEmpty()
                ? SamplingResult.recordAndSample()
                : chosen.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "Shared{" + chosen.getDescription() + "}";
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
