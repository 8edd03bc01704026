package ai.viralclip.worker.bucket;

import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Tells of every request that goes out, and of the store's wish for fewer of them, attempt by attempt. */
final class RequestWatch implements ExecutionInterceptor {

    private final Consumer<BucketEvent> listener;

    RequestWatch(Consumer<BucketEvent> listener) {
        this.listener = listener;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        StoreOperation.of(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
                .ifPresent(operation -> listener.accept(new BucketEvent.Requested(operation)));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        // R2 says it with either, and with a 503 only in its text, which is not read yet. Any 503 is a store that has
        // enough.
        int status = context.httpResponse().statusCode();
        if ((status == 429 || status == 503) && isAboutLoad(context.request())) {
            listener.accept(new BucketEvent.Throttled());
        }
    }

    private static boolean isAboutLoad(SdkRequest request) {
        return !(request instanceof PutObjectRequest put && ObjectKeys.isHighlights(put.key()));
    }
}
