package ai.viralclip.worker.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Optional;

/**
 * All spans of the worker: their names, kinds and attributes. They follow OpenTelemetry's semantic conventions in
 * version 1.45.0, for messaging (Kafka), for the AWS SDK and S3, and for CloudEvents; what those do not name begins
 * with {@code clip.}.
 *
 * <p>No name holds a uid, a run or a key. No attribute holds a presigned URL, a query, a header or a message of an
 * exception.
 */
public final class Spans {

    static final String SCHEMA = "https://opentelemetry.io/schemas/1.45.0";
    private static final String SCOPE = "ai.viralclip.worker";

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system.name");
    static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<String> EVENT_ID = AttributeKey.stringKey("cloudevents.event_id");
    static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system.name");
    static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");
    static final AttributeKey<String> BUCKET = AttributeKey.stringKey("aws.s3.bucket");
    static final AttributeKey<String> KEY = AttributeKey.stringKey("aws.s3.key");
    static final AttributeKey<Long> PART = AttributeKey.longKey("aws.s3.part_number");
    static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<Long> RESENT = AttributeKey.longKey("http.request.resend_count");
    static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("clip.outcome");
    static final AttributeKey<String> WHY = AttributeKey.stringKey("clip.reason");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("clip.attempt");
    static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("clip.attempts");

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
                .setAttribute(PARTITION, Integer.toString(partition))
                .setAttribute(OFFSET, offset)
                .setParent(parent)
                .startSpan();
        return new ClipTrace(this, span);
    }

    /** One transaction. Linked to all its clips, and they to it: it belongs to none of them alone. */
    public StepSpan settle(String topic, List<ClipTrace> clips) {
        SpanBuilder span = messaging("settle", topic, SpanKind.CLIENT).setAttribute(BATCH, (long) clips.size());
        return shared(span, clips.stream().map(ClipTrace::span).toList());
    }

    /** One write of {@code highlights.json}, linked to the steps of all the clips that wait for it, and they to it. */
    public StepSpan merge(List<Span> waiting) {
        return shared(tracer.spanBuilder("merge highlights"), waiting);
    }

    private SpanBuilder messaging(String operation, String topic, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + topic)
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION_NAME, operation)
                .setAttribute(OPERATION_TYPE, operation)
                .setAttribute(DESTINATION, topic);
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

    /** A part of what is current. */
    StepSpan step(String name) {
        return StepSpan.begin(tracer.spanBuilder(name).startSpan());
    }

    StepSpan attempt(int number, Context of) {
        return StepSpan.begin(tracer.spanBuilder("attempt")
                .setParent(of)
                .setAttribute(ATTEMPT, (long) number)
                .startSpan());
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
                .setAttribute(RPC_SYSTEM, "aws-api")
                .setAttribute(RPC_METHOD, "S3/" + call.operation())
                .setAttribute(SERVER, call.host())
                .setAttribute(PORT, (long) call.port());
        call.bucket().ifPresent(bucket -> span.setAttribute(BUCKET, bucket));
        call.key().ifPresent(key -> span.setAttribute(KEY, key));
        call.part().ifPresent(part -> span.setAttribute(PART, (long) part));
        if (call.resent() > 0) {
            span.setAttribute(RESENT, (long) call.resent());
        }
        return Optional.of(span.startSpan());
    }

    /** The store answered. That nothing is there, or that a condition does not hold, is an answer like any other. */
    public static void answered(Span store, int status, Optional<String> requestId) {
        store.setAttribute(STATUS, (long) status);
        requestId.ifPresent(id -> store.setAttribute(REQUEST_ID, id));
        if (status >= 400 && status != 404 && status != 412) {
            fail(store, Integer.toString(status));
        }
        store.end();
    }

    /** No answer came. */
    public static void unanswered(Span store, String error) {
        fail(store, error);
        store.end();
    }

    static void end(Span span, Ending ending) {
        span.setAttribute(OUTCOME, ending.outcome());
        if (!ending.why().isEmpty()) {
            span.setAttribute(WHY, ending.why());
        }
        if (ending.failed()) {
            fail(span, ending.why());
        }
    }

    static void fail(Span span, String error) {
        span.setAttribute(ERROR, error).setStatus(StatusCode.ERROR);
    }
}
