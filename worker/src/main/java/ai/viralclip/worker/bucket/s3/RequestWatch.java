package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.BucketEvent.RequestResult;
import ai.viralclip.worker.bucket.BucketEvent.RetryCause;
import ai.viralclip.worker.bucket.BucketEvent.StoreOperation;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.http.ClockWatch;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.SdkHttpHeaders;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Tells how every request ended, attempt by attempt, and of the store's wish for fewer of them.
 *
 * <p>The SDK says when an attempt begins, and when the head of its answer is there. That there is none shows in what
 * comes instead: the next attempt, or the end of them all. Attributes belong to one call, and to the thread that makes
 * it.
 */
final class RequestWatch implements ExecutionInterceptor {

    private sealed interface Attempt {

        record Pending(StoreOperation operation, long beganNanos) implements Attempt {

            Duration age() {
                return Duration.ofNanos(System.nanoTime() - beganNanos);
            }
        }

        record Ended(RequestResult result) implements Attempt {}
    }

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private static final ExecutionAttribute<Attempt> ATTEMPT = new ExecutionAttribute<>("clip.attempt");

    private final BucketEvent.Listener listener;
    private final ClockWatch clocks;

    RequestWatch(BucketEvent.Listener listener, ClockWatch clocks) {
        this.listener = listener;
        this.clocks = clocks;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        giveUp(attributes);
        if (attributes.getAttribute(ATTEMPT) instanceof Attempt.Ended(var before)) {
            listener.on(new BucketEvent.Repeated(RetryCause.of(before)));
        }
        StoreOperation.of(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
                .ifPresent(operation ->
                        attributes.putAttribute(ATTEMPT, new Attempt.Pending(operation, System.nanoTime())));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        var answer = context.httpResponse();
        int status = answer.statusCode();
        if (attributes.getAttribute(ATTEMPT) instanceof Attempt.Pending attempt) {
            var request = context.httpRequest();
            boolean hasBody = request.method() != SdkHttpMethod.HEAD;
            var took = attempt.age();
            end(
                    attributes,
                    new BucketEvent.RequestEnded(
                            attempt.operation(),
                            RequestResult.of(status),
                            took,
                            length(request),
                            hasBody ? length(answer) : 0));
            compareClocks(answer, took);
        }
        // R2 says it with either, and with a 503 only in its text, which is not read yet. Any 503 is a store that has
        // enough.
        var key = key(context.request());
        if ((status == 429 || status == 503) && !isDocumentPut(context.request(), key)) {
            listener.on(new BucketEvent.Throttled(key));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        giveUp(attributes);
    }

    private void giveUp(ExecutionAttributes attributes) {
        if (attributes.getAttribute(ATTEMPT) instanceof Attempt.Pending attempt) {
            end(
                    attributes,
                    new BucketEvent.RequestEnded(attempt.operation(), RequestResult.NO_ANSWER, attempt.age(), 0, 0));
        }
    }

    private void end(ExecutionAttributes attributes, BucketEvent.RequestEnded event) {
        attributes.putAttribute(ATTEMPT, new Attempt.Ended(event.result()));
        listener.on(event);
    }

    private void compareClocks(SdkHttpResponse answer, Duration took) {
        answer.firstMatchingHeader("Date")
                .flatMap(date -> clocks.compare(date, took))
                .ifPresent(ahead -> listener.on(new BucketEvent.ClockRead(ahead)));
    }

    /** 0 where none is told, as for a body in chunks; what stands there may be anything. */
    private static long length(SdkHttpHeaders message) {
        return message.firstMatchingHeader(Header.CONTENT_LENGTH)
                .filter(length -> LENGTH.matcher(length).matches())
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static boolean isDocumentPut(SdkRequest request, String key) {
        return request instanceof PutObjectRequest && ObjectKeys.isHighlights(key);
    }

    private static String key(SdkRequest request) {
        return request.getValueForField("Key", String.class).orElse("");
    }
}
