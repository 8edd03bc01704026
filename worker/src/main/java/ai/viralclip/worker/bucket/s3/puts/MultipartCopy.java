package ai.viralclip.worker.bucket.s3.puts;

import static ai.viralclip.worker.bucket.s3.answers.Wire.unquoted;

import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Parallel;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * A copy in equal parts, of what is too large for one request, or in a store whose copies take no conditions: those of
 * Complete hold. What puts the parts together is held back.
 *
 * <p>R2 has no source conditions for parts (Cloudflare: R2's S3 API): then the source is looked at once all of them are
 * copied, as it always is.
 */
final class MultipartCopy implements PreparedPut {

    private static final int PARTS_IN_FLIGHT = 3;

    private final BegunUpload.Target target;
    private final String key;
    private final Payload.Copied media;
    private final ObjectAttributes attributes;
    private final Precondition precondition;
    private final Parallel lanes = new Parallel(PARTS_IN_FLIGHT);
    private Optional<BegunUpload> begun = Optional.empty();
    private Optional<List<CompletedPart>> copied = Optional.empty();
    private Optional<PutResult> result = Optional.empty();

    MultipartCopy(
            BegunUpload.Target target,
            String key,
            Payload.Copied media,
            ObjectAttributes attributes,
            Precondition precondition) {
        this.target = target;
        this.key = key;
        this.media = media;
        this.attributes = attributes;
        this.precondition = precondition;
    }

    @Override
    public boolean awaitVerified() throws StoreException {
        if (copied.isPresent()) {
            return false;
        }
        BegunUpload upload = BegunUpload.begin(target, key, media, attributes, Optional.empty());
        begun = Optional.of(upload);
        copied = Optional.of(copyAll(upload));
        new CopySource(target.s3(), media).requireUnchanged(key);
        return true;
    }

    private List<CompletedPart> copyAll(BegunUpload upload) throws StoreException {
        long partBytes = PartReader.partBytes(media.sizeBytes(), target.partBytes());
        var numbers = LongStream.rangeClosed(1, Math.ceilDiv(media.sizeBytes(), partBytes))
                .boxed()
                .toList();
        try {
            return lanes.each(numbers, number -> copy(upload, Math.toIntExact(number), partBytes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(new StoreFailure.Unavailable("copy " + key + ": interrupted", false), e);
        }
    }

    private CompletedPart copy(BegunUpload upload, int number, long partBytes) throws StoreException {
        long from = (number - 1) * partBytes;
        long to = Math.min(media.sizeBytes(), from + partBytes) - 1;
        var request = UploadPartCopyRequest.builder()
                .destinationBucket(target.bucket())
                .destinationKey(key)
                .uploadId(upload.id())
                .partNumber(number)
                .sourceBucket(media.bucket())
                .sourceKey(media.key())
                .copySourceRange("bytes=" + from + "-" + to)
                .overrideConfiguration(RequestTimeouts.forBytes(to - from));
        var pinned = request.copy().copySourceIfMatch(Wire.quoted(media.etag()));
        try {
            return ask(number, pinned.build());
        } catch (SdkException e) {
            if (e instanceof AwsServiceException answer && answer.statusCode() == 501) {
                return unpinned(number, request.build());
            }
            throw failed(number, e);
        }
    }

    private CompletedPart unpinned(int number, UploadPartCopyRequest request) throws StoreException {
        try {
            return ask(number, request);
        } catch (SdkException e) {
            throw failed(number, e);
        }
    }

    private CompletedPart ask(int number, UploadPartCopyRequest request) throws StoreException {
        @Nullable CopyPartResult part = target.s3().uploadPartCopy(request).copyPartResult();
        var etag = Promises.of(target.s3())
                .told("copy part " + number + " of " + key, "ETag", part == null ? "" : unquoted(part.eTag()));
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private StoreException failed(int number, SdkException e) throws StoreException {
        if (StoreErrors.isMissing(e) || (e instanceof AwsServiceException answer && answer.statusCode() == 412)) {
            new CopySource(target.s3(), media).requireUnchanged(key);
        }
        return Promises.of(target.s3()).failure("copy part " + number + " of", key, e);
    }

    @Override
    public void complete() throws StoreException {
        result = Optional.of(begun.orElseThrow().complete(copied.orElseThrow(), precondition));
    }

    @Override
    public PutResult result() {
        return result.orElseThrow();
    }

    @Override
    public void close() {
        if (result.filter(PutResult.Written.class::isInstance).isEmpty()) {
            begun.ifPresent(BegunUpload::abort);
        }
    }
}
