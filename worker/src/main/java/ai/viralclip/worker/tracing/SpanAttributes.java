package ai.viralclip.worker.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** The attributes of spans, and how a span says its end. */
final class SpanAttributes {

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

    private SpanAttributes() {}

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
