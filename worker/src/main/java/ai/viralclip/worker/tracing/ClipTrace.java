package ai.viralclip.worker.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * The trace of one clip, which travels with it: its own span, and those of its steps. Where tracing is off it holds the
 * context that the record came with, so that it can be passed on.
 */
public final class ClipTrace {

    /** Of no record. */
    public static final ClipTrace NONE = new ClipTrace(OpenTelemetry.noop().getTracer("none"), Span.getInvalid());

    private final Tracer tracer;
    private final Span span;

    ClipTrace(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    Span span() {
        return span;
    }

    /** To be passed on with what is published about the clip. */
    public Context context() {
        return Context.root().with(span);
    }

    /** The event that the record turned out to be. */
    public ClipTrace of(String eventId) {
        span.setAttribute(SpanAttributes.EVENT_ID, eventId);
        return this;
    }

    /** Its record was replayed from a dead letter: the trace that led to that is another one, and linked. */
    public ClipTrace replayOf(SpanContext earlier) {
        span.addLink(earlier);
        return this;
    }

    /** Begins an attempt, on the thread that makes it; its steps are begun there too. */
    public StepSpan attempt(int number) {
        return StepSpan.begin(tracer.spanBuilder("attempt")
                .setParent(context())
                .setAttribute(SpanAttributes.ATTEMPT, (long) number)
                .startSpan());
    }

    /** Waiting for a permit. */
    public StepSpan permit() {
        return step("permit");
    }

    /** Media is checked and stored. */
    public StepSpan upload() {
        return step("upload");
    }

    /** Waiting for {@code highlights.json}. */
    public StepSpan highlights() {
        return step("highlights");
    }

    /**
     * Its answer is committed.
     *
     * @param told tells whoever watches; what is measured there can be traced back to this clip
     */
    public void committed(Ending ending, int attempts, Runnable told) {
        try (Scope _ = span.makeCurrent()) {
            told.run();
        }
        SpanAttributes.end(span.setAttribute(SpanAttributes.ATTEMPTS, (long) attempts), ending);
        span.end();
    }

    /** Its partition went to another owner, who starts it again. */
    public void givenUp() {
        SpanAttributes.end(span, Ending.well("given_up"));
        span.end();
    }

    /** A part of what is current. */
    private StepSpan step(String name) {
        return StepSpan.begin(tracer.spanBuilder(name).startSpan());
    }
}
