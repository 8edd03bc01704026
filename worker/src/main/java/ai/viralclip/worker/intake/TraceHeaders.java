package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.tracing.ClipTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context in a record's headers: {@code traceparent} and {@code tracestate}. Where they are missing or
 * broken, CloudEvents' own ({@code ce_traceparent}, {@code ce_tracestate}: its distributed tracing extension) are read
 * instead. Of a header that is there twice, the last one counts.
 */
final class TraceHeaders {

    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private TraceHeaders() {}

    /** What the record came with; nothing where that is no trace context. */
    static Context read(Headers headers) {
        Context plain = W3C.extract(Context.root(), headers, new Prefixed(""));
        return Span.fromContext(plain).getSpanContext().isValid()
                ? plain
                : W3C.extract(Context.root(), headers, new Prefixed("ce_"));
    }

    /** Leaves one trace context in the headers, the clip's, whatever was there; none where the clip has none. */
    static void write(ClipTrace trace, Headers headers) {
        headers.remove(PARENT).remove(STATE);
        W3C.inject(trace.context(), headers, (to, name, value) -> put(headers, name, value));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private record Prefixed(String prefix) implements TextMapGetter<Headers> {

        @Override
        public Iterable<String> keys(Headers headers) {
            return List.of(PARENT, STATE);
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            Header header = headers == null ? null : headers.lastHeader(prefix + name);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }
    }
}
