package ai.viralclip.worker.bucket.s3.puts;

import static ai.viralclip.worker.bucket.s3.answers.Wire.unquoted;

import ai.viralclip.worker.bucket.BucketEvent.Listener;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A multipart upload, whoever fills its parts: how it begins, and both ways in which it ends. */
public final class BegunUpload {

    /**
     * Where parts go.
     *
     * @param lanes shared by all: bounds the requests for parts, so that connections are left for whole files
     */
    public record Target(
            S3Client s3, String bucket, long partBytes, ObjectStore store, Listener events, PermitPool lanes) {}

    private static final Logger LOG = LoggerFactory.getLogger(BegunUpload.class);

    private final Target target;
    private final Promises promises;
    private final String key;
    private final Payload.Media media;
    private final String id;

    private BegunUpload(Target target, Promises promises, String key, Payload.Media media, String id) {
        this.target = target;
        this.promises = promises;
        this.key = key;
        this.media = media;
        this.id = id;
    }

    /** @param checksum that its parts come with; empty where they come with none */
    static BegunUpload begin(
            Target target,
            String key,
            Payload.Media media,
            ObjectAttributes attributes,
            Optional<ChecksumAlgorithm> checksum)
            throws StoreException {
        var promises = Promises.of(target.s3());
        try {
            var answer = target.s3().createMultipartUpload(r -> {
                r.bucket(target.bucket())
                        .key(key)
                        .contentType(attributes.contentType())
                        .cacheControl(attributes.cacheControl())
                        .metadata(attributes.metadata())
                        .overrideConfiguration(RequestTimeouts.forBytes(0));
                checksum.ifPresent(r::checksumAlgorithm);
            });
            var id = promises.told("create upload " + key, "UploadId", answer.uploadId());
            return new BegunUpload(target, promises, key, media, id);
        } catch (SdkException e) {
            throw promises.failure("create upload", key, e);
        }
    }

    String id() {
        return id;
    }

    /** Puts it together; visible from then on. */
    PutResult complete(List<CompletedPart> parts, Precondition precondition) throws StoreException {
        var request = CompleteMultipartUploadRequest.builder()
                .bucket(target.bucket())
                .key(key)
                .uploadId(id)
                .multipartUpload(m -> m.parts(parts))
                .overrideConfiguration(RequestTimeouts.forBytes(media.sizeBytes()));
        switch (precondition) {
            case Precondition.IfAbsent() -> request.ifNoneMatch("*");
            case Precondition.IfMatch(var etag) -> request.ifMatch(Wire.quoted(etag));
        }
        try {
            var answer = target.s3().completeMultipartUpload(request.build());
            var etag = unquoted(answer.eTag());
            return etag.isEmpty() ? settle(untold()) : new PutResult.Written(etag);
        } catch (SdkException e) {
            if (StoreErrors.isPreconditionFailed(e, precondition)) {
                return new PutResult.PreconditionFailed();
            }
            return settle(promises.failure("put", key, e));
        }
    }

    private StoreException untold() {
        return new StoreException(new StoreFailure.Unavailable(
                "put " + key + ": " + promises.store() + " told no ETag of the whole", false));
    }

    /** Looks whether the object is there after all, where the failure leaves that open. */
    private PutResult settle(StoreException failure) throws StoreException {
        if (failure.failure() instanceof StoreFailure.Unavailable) {
            var there = target.store().head(key).filter(o -> ClipMetadata.isOf(o, media.sizeBytes(), media.sha256()));
            if (there.isPresent()) {
                return new PutResult.Written(there.get().etag());
            }
        }
        throw failure;
    }

    /** Best effort, even where this thread was told to stop: what is left over, R2 removes after seven days. */
    void abort() {
        boolean interrupted = Thread.interrupted();
        try {
            target.s3()
                    .abortMultipartUpload(r -> r.bucket(target.bucket())
                            .key(key)
                            .uploadId(id)
                            .overrideConfiguration(RequestTimeouts.forBytes(0)));
        } catch (SdkException e) {
            LOG.atDebug().addKeyValue("object_key", key).setCause(e).log("left over: a multipart upload");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
