package ai.viralclip.worker.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Optional;

/**
 * The spans of the worker: their names and kinds ({@link SpanAttributes} has their attributes). They follow
 * OpenTelemetry's semantic conventions in version 1.45.0, for messaging (Kafka), for the AWS SDK and S3, and for
 * CloudEvents; what those do not name begins with {@code clip.}.
 *
 * <p>No name holds a uid, a run or a key. No attribute holds a presigned URL, a query, a header or a message of an
 * exception.
 */
public final class Spans {

    static final String SCHEMA = "https://opentelemetry.io/schemas/1.45.0";
    private static final String SCOPE = "ai.viralclip.worker";

    private final Tracer tracer;

    public Spans(OpenTelemetry telemetry) {
        this.tracer = telemetry.tracerBuilder(SCOPE).setSchemaUrl(SCHEMA).build();
    }

    /** None is recorded; contexts are passed on. */
    public static Spans none() {
        return new Spans(OpenTelemetry.noop());
    }

    /**
     * The span of one record, from its admission until its answer is committed.
     *
     * @param parent what the record came with: its publisher's span, or nothing
     */
    public ClipTrace process(String topic, int partition, long offset, Context parent) {
        Span span = messaging("process", topic, SpanKind.CONSUMER)
                .setAttribute(SpanAttributes.PARTITION, Integer.toString(partition))
                .setAttribute(SpanAttributes.OFFSET, offset)
                .setParent(parent)
                .startSpan();
        return new ClipTrace(tracer, span);
    }

    /** One transaction. Linked to all its clips, and they to it: it belongs to none of them alone. */
    public StepSpan settle(String topic, List<ClipTrace> clips) {
        SpanBuilder span =
                messaging("settle", topic, SpanKind.CLIENT).setAttribute(SpanAttributes.BATCH, (long) clips.size());
        return shared(span, clips.stream().map(ClipTrace::span).toList());
    }

    /** One write of {@code highlights.json}, linked to the steps of all the clips that wait for it, and they to it. */
    public StepSpan merge(List<Span> waiting) {
        return shared(tracer.spanBuilder("merge highlights"), waiting);
    }

    private SpanBuilder messaging(String operation, String topic, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + topic)
                .setSpanKind(kind)
                .setAttribute(SpanAttributes.SYSTEM, "kafka")
                .setAttribute(SpanAttributes.OPERATION_NAME, operation)
                .setAttribute(SpanAttributes.OPERATION_TYPE, operation)
                .setAttribute(SpanAttributes.DESTINATION, topic);
    }

    /** A trace of its own; where none of those it is for is recorded, nor is it. */
    private static StepSpan shared(SpanBuilder builder, List<Span> by) {
        List<Span> recorded = by.stream().filter(Span::isRecording).toList();
        if (recorded.isEmpty()) {
            return StepSpan.begin(Span.getInvalid());
        }
        recorded.forEach(one -> builder.addLink(one.getSpanContext()));
        Span span = builder.setNoParent().startSpan();
        recorded.forEach(one -> one.addLink(span.getSpanContext()));
        return StepSpan.begin(span);
    }

    /**
     * One request to the store, as a part of what is current; empty where that is not recorded: what is asked of the
     * store for no clip has no trace.
     */
    public Optional<Span> store(StoreCall call) {
        if (!Span.current().isRecording()) {
            return Optional.empty();
        }
        SpanBuilder span = tracer.spanBuilder("S3." + call.operation())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SpanAttributes.RPC_SYSTEM, "aws-api")
                .setAttribute(SpanAttributes.RPC_METHOD, "S3/" + call.operation())
                .setAttribute(SpanAttributes.SERVER, call.host())
                .setAttribute(SpanAttributes.PORT, (long) call.port());
        call.bucket().ifPresent(bucket -> span.setAttribute(SpanAttributes.BUCKET, bucket));
        call.key().ifPresent(key -> span.setAttribute(SpanAttributes.KEY, key));
        call.part().ifPresent(part -> span.setAttribute(SpanAttributes.PART, (long) part));
        if (call.resent() > 0) {
            span.setAttribute(SpanAttributes.RESENT, (long) call.resent());
        }
        return Optional.of(span.startSpan());
    }

    /** The store answered. That nothing is there, or that a condition does not hold, is an answer like any other. */
    public static void answered(Span store, int status, Optional<String> requestId) {
        store.setAttribute(SpanAttributes.STATUS, (long) status);
        requestId.ifPresent(id -> store.setAttribute(SpanAttributes.REQUEST_ID, id));
        if (status >= 400 && status != 404 && status != 412) {
            SpanAttributes.fail(store, Integer.toString(status));
        }
        store.end();
    }

    /** No answer came. */
    public static void unanswered(Span store, String error) {
        SpanAttributes.fail(store, error);
        store.end();
    }
}
