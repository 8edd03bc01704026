package ai.viralclip.worker.bucket.s3.puts;

import static ai.viralclip.worker.bucket.s3.answers.Wire.unquoted;

import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/**
 * A copy by one request, which is what is held back: nothing has to be sent before it. The store takes the source only
 * as it was when it was looked at. An error inside an answer of 200 is one of the SDK's exceptions like any other.
 */
final class SingleCopy implements PreparedPut {

    private final S3Client s3;
    private final CopyObjectRequest request;
    private final CopySource source;
    private final Precondition precondition;
    private Optional<PutResult> result = Optional.empty();

    private SingleCopy(S3Client s3, CopyObjectRequest request, CopySource source, Precondition precondition) {
        this.s3 = s3;
        this.request = request;
        this.source = source;
        this.precondition = precondition;
    }

    /** @param to the bucket */
    static SingleCopy of(
            S3Client s3,
            String to,
            String key,
            Payload.Copied media,
            ObjectAttributes attributes,
            Precondition precondition) {
        var request = CopyObjectRequest.builder()
                .destinationBucket(to)
                .destinationKey(key)
                .sourceBucket(media.bucket())
                .sourceKey(media.key())
                .copySourceIfMatch(Wire.quoted(media.etag()))
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType(attributes.contentType())
                .cacheControl(attributes.cacheControl())
                .metadata(attributes.metadata());
        CopyForm.of(s3).ask(request, precondition, media.sizeBytes());
        return new SingleCopy(s3, request.build(), new CopySource(s3, media), precondition);
    }

    @Override
    public boolean awaitVerified() {
        return result.isEmpty();
    }

    @Override
    public void complete() throws StoreException {
        var key = request.destinationKey();
        var promises = Promises.of(s3);
        try {
            result = Optional.of(
                    new PutResult.Written(promises.told("copy " + key, "ETag", etag(s3.copyObject(request)))));
        } catch (SdkException e) {
            if (!isAboutEither(e)) {
                throw promises.failure("copy", key, e);
            }
            // Says not which of the two it means, the source or what is there.
            source.requireUnchanged(key);
            if (!StoreErrors.isPreconditionFailed(e, precondition)) {
                throw promises.failure("copy", key, e);
            }
            result = Optional.of(new PutResult.PreconditionFailed());
        }
    }

    private static String etag(CopyObjectResponse answer) {
        CopyObjectResult copied = answer.copyObjectResult();
        return copied == null ? "" : unquoted(copied.eTag());
    }

    private static boolean isAboutEither(SdkException e) {
        return StoreErrors.isMissing(e) || (e instanceof AwsServiceException answer && answer.statusCode() == 412);
    }

    @Override
    public PutResult result() {
        return result.orElseThrow();
    }

    @Override
    public void close() {
        // There is nothing to give up: either it was asked for, or nothing happened.
    }
}
