package ai.viralclip.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * The trace of one clip, which travels with it: its own span, and those of its steps. Where tracing is off it holds the
 * context that the record came with, so that it can be passed on.
 */
public final class ClipTrace {

    /** Of no record. */
    public static final ClipTrace NONE = new ClipTrace(Spans.none(), Span.getInvalid());

    private final Spans spans;
    private final Span span;

    ClipTrace(Spans spans, Span span) {
        this.spans = spans;
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
        span.setAttribute(Spans.EVENT_ID, eventId);
        return this;
    }

    /** Begins an attempt, on the thread that makes it; its steps are begun there too. */
    public StepSpan attempt(int number) {
        return spans.attempt(number, context());
    }

    /** Waiting for a permit. */
    public StepSpan permit() {
        return spans.step("permit");
    }

    /** Media is checked and stored. */
    public StepSpan upload() {
        return spans.step("upload");
    }

    /** Waiting for {@code highlights.json}. */
    public StepSpan highlights() {
        return spans.step("highlights");
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
        Spans.end(span.setAttribute(Spans.ATTEMPTS, (long) attempts), ending);
        span.end();
    }

    /** Its partition went to another owner, who starts it again. */
    public void givenUp() {
        Spans.end(span, Ending.well("given_up"));
        span.end();
    }
}
