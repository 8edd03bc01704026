package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.tracing.Spans;
import ai.viralclip.worker.tracing.StoreCall;
import io.opentelemetry.api.trace.Span;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A span for every request that goes out on a clip's behalf, attempt by attempt, from its sending to the head of its
 * answer. It is never current: a video's put stays open while its thumbnail is stored, and is not what asked for that.
 */
final class RequestSpans implements ExecutionInterceptor {

    /** The attempt that is under way, or the last one. */
    private record Sent(Optional<Span> span, int resent) {}

    private static final ExecutionAttribute<Sent> SENT = new ExecutionAttribute<>("ai.viralclip.RequestSpans");

    private final Spans spans;

    RequestSpans(Spans spans) {
        this.spans = spans;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Sent last = attributes.getAttribute(SENT);
        if (last != null) {
            // Of an attempt without an answer the SDK says no more than that it makes another one.
            last.span().ifPresent(span -> Spans.unanswered(span, "no_answer"));
        }
        int resent = last == null ? 0 : last.resent() + 1;
        attributes.putAttribute(SENT, new Sent(spans.store(call(context, attributes, resent)), resent));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Sent sent = attributes.getAttribute(SENT);
        if (sent != null) {
            Optional<String> requestId = context.httpResponse().firstMatchingHeader("x-amz-request-id");
            sent.span()
                    .ifPresent(
                            span -> Spans.answered(span, context.httpResponse().statusCode(), requestId));
            attributes.putAttribute(SENT, new Sent(Optional.empty(), sent.resent()));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Sent sent = attributes.getAttribute(SENT);
        if (sent != null) {
            sent.span()
                    .ifPresent(span -> Spans.unanswered(
                            span, context.exception().getClass().getName()));
        }
    }

    private static StoreCall call(Context.BeforeTransmission context, ExecutionAttributes attributes, int resent) {
        SdkRequest request = context.request();
        SdkHttpRequest http = context.httpRequest();
        return new StoreCall(
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                request.getValueForField("Bucket", String.class),
                request.getValueForField("Key", String.class),
                request.getValueForField("PartNumber", Integer.class),
                http.host(),
                http.port(),
                resent);
    }
}
