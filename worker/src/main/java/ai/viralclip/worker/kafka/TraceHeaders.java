package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.Envelope;
import ai.viralclip.worker.tracing.ClipTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context in a record's headers: {@code traceparent} and {@code tracestate}. Where they are missing or
 * broken, CloudEvents' own are read instead (its distributed tracing extension): {@code ce_traceparent} and
 * {@code ce_tracestate}, and in structured mode the attributes in the record's value. Of a header that is there twice,
 * the last one counts.
 */
public final class TraceHeaders {

    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final Fields FIELDS = new Fields();

    private TraceHeaders() {}

    /** What the record came with; nothing where that is no trace context. */
    public static Context read(Headers headers, Envelope envelope) {
        List<Source> sources =
                List.of(name -> last(headers, name), name -> last(headers, "ce_" + name), envelope::extension);
        return sources.stream()
                .map(source -> W3C.extract(Context.root(), source, FIELDS))
                .filter(context -> Span.fromContext(context).getSpanContext().isValid())
                .findFirst()
                .orElseGet(Context::root);
    }

    /** Of a record that was replayed, the trace that its dead letter belongs to; empty where that is none. */
    public static Optional<SpanContext> replayed(Headers headers) {
        Source source = name -> name.equals(PARENT) ? last(headers, DeadLetterHeaders.TRACEPARENT) : Optional.empty();
        return Optional.of(W3C.extract(Context.root(), source, FIELDS))
                .map(context -> Span.fromContext(context).getSpanContext())
                .filter(SpanContext::isValid);
    }

    private static Optional<String> last(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(value -> new String(value, UTF_8));
    }

    /** Leaves one trace context in the headers, the clip's, whatever was there; none where the clip has none. */
    public static void write(ClipTrace trace, Headers headers) {
        headers.remove(PARENT).remove(STATE);
        W3C.inject(trace.context(), headers, (to, name, value) -> put(headers, name, value));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    /** Where a field of the context may stand. */
    private interface Source {
        Optional<String> field(String name);
    }

    private static final class Fields implements TextMapGetter<Source> {

        @Override
        public Iterable<String> keys(Source source) {
            return List.of(PARENT, STATE);
        }

        @Override
        public @Nullable String get(@Nullable Source source, String name) {
            return source == null ? null : source.field(name).orElse(null);
        }
    }
}
