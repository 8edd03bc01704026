package ai.viralclip.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/** A span that is current on this thread until it is closed: what the thread does meanwhile becomes a part of it. */
public final class StepSpan implements AutoCloseable {

    private final Span span;
    private final Scope scope;

    private StepSpan(Span span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed by close().
    static StepSpan begin(Span span) {
        return new StepSpan(span, span.makeCurrent());
    }

    /** How it ended; one that was cut short says nothing. */
    public void ended(Ending ending) {
        SpanAttributes.end(span, ending);
    }

    /** Does the work; where that throws, the span says what, by its class alone. */
    public void doing(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            SpanAttributes.fail(span, e.getClass().getName());
            throw e;
        }
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
