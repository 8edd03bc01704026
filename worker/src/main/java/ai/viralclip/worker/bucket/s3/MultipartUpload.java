package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.s3.Wire.unquoted;

import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Payload;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.SourceFiles;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.FileRegion.HeldBack;
import ai.viralclip.worker.bucket.s3.PartReader.FilePart;
import io.opentelemetry.context.Context;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One large file, sent in equal parts, a few at a time, and put together once all of them are there and the whole file
 * is proved.
 *
 * <p>Each part carries the CRC32 that was taken of it by the {@link PartReader}. CRC32, because R2 has it for parts
 * (composite), it costs next to nothing, and a Content-MD5 would leave nothing to compare with when the parts are put
 * together.
 */
final class MultipartUpload {

    /** R2 was seen to answer 500 to five at once. */
    private static final int PARTS_IN_FLIGHT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);

    private final S3Client s3;
    private final String bucket;
    private final long partBytes;
    private final ObjectStore store;
    private final SourceFiles files;
    private final PermitPool parts;
    private final Promises promises;

    /**
     * @param parts shared by all uploads in parts: bounds their requests, so that connections are left for whole files
     */
    MultipartUpload(
            S3Client s3, String bucket, long partBytes, ObjectStore store, SourceFiles files, PermitPool parts) {
        this.s3 = s3;
        this.bucket = bucket;
        this.partBytes = partBytes;
        this.store = store;
        this.files = files;
        this.parts = parts;
        this.promises = Promises.of(s3);
    }

    PutResult upload(String key, Payload.File file, ObjectAttributes attributes, Precondition precondition)
            throws StoreException {
        try (var reader = PartReader.open(files, key, file, partBytes)) {
            var upload = new Upload(key, create(key, attributes), file);
            boolean settled = false;
            try {
                var sent = sendAll(upload, reader);
                file.before().happen();
                var result = complete(upload, sent, precondition);
                settled = result instanceof PutResult.Written;
                return result;
            } finally {
                if (!settled) {
                    abort(upload);
                }
            }
        }
    }

    private record Upload(String key, String id, Payload.File file) {}

    private String create(String key, ObjectAttributes attributes) throws StoreException {
        try {
            var id = s3.createMultipartUpload(r -> r.bucket(bucket)
                            .key(key)
                            .contentType(attributes.contentType())
                            .cacheControl(attributes.cacheControl())
                            .metadata(attributes.metadata())
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                            .overrideConfiguration(Limits.forBytes(0)))
                    .uploadId();
            return promises.told("create upload " + key, "UploadId", id);
        } catch (SdkException e) {
            throw promises.failure("create upload", key, e);
        }
    }

    /** A few lanes take one part after another; the first failure stops them all. */
    private List<CompletedPart> sendAll(Upload upload, PartReader reader) throws StoreException {
        var sent = new AtomicReferenceArray<CompletedPart>(reader.count());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new ExecutorCompletionService<Void>(threads);
            for (int lane = 0; lane < PARTS_IN_FLIGHT; lane++) {
                lanes.submit(Context.current().wrap(() -> sendInTurn(upload, reader, sent)));
            }
            try {
                for (int lane = 0; lane < PARTS_IN_FLIGHT; lane++) {
                    lanes.take().get();
                }
            } catch (ExecutionException | InterruptedException e) {
                threads.shutdownNow();
                throw stopped(upload.key(), e);
            }
        }
        return IntStream.range(0, sent.length()).mapToObj(sent::get).toList();
    }

    private @Nullable Void sendInTurn(Upload upload, PartReader reader, AtomicReferenceArray<CompletedPart> sent)
            throws StoreException, InterruptedException {
        while (true) {
            parts.acquire();
            try {
                var part = reader.next();
                if (part.isEmpty()) {
                    return null;
                }
                sent.set(part.get().number() - 1, send(upload, part.get()));
            } finally {
                parts.release();
            }
        }
    }

    private CompletedPart send(Upload upload, FilePart part) throws StoreException {
        try (var region = FileRegion.part(files, upload.file(), part)) {
            var etag = s3.uploadPart(
                            r -> r.bucket(bucket)
                                    .key(upload.key())
                                    .uploadId(upload.id())
                                    .partNumber(part.number())
                                    .checksumCRC32(part.crc32())
                                    .overrideConfiguration(Limits.forBytes(part.length())),
                            region.asBody("application/octet-stream"))
                    .eTag();
            return CompletedPart.builder()
                    .partNumber(part.number())
                    .eTag(promises.told("put part " + part.number() + " of " + upload.key(), "ETag", etag))
                    .checksumCRC32(part.crc32())
                    .build();
        } catch (SdkException | UncheckedIOException | HeldBack e) {
            throw StoreErrors.of("put part " + part.number() + " of", upload.key(), e);
        }
    }

    private static StoreException stopped(String key, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new StoreException(new StoreFailure.Unavailable("put " + key + ": interrupted", false), e);
        }
        if (e.getCause() instanceof StoreException failure) {
            return failure;
        }
        throw new IllegalStateException("a part of " + key + " was not sent", e.getCause());
    }

    private PutResult complete(Upload upload, List<CompletedPart> parts, Precondition precondition)
            throws StoreException {
        var request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(upload.key())
                .uploadId(upload.id())
                .multipartUpload(m -> m.parts(parts))
                .overrideConfiguration(Limits.forBytes(upload.file().sizeBytes()));
        switch (precondition) {
            case Precondition.Always() -> {}
            case Precondition.IfAbsent() -> request.ifNoneMatch("*");
            case Precondition.IfMatch(var etag) -> request.ifMatch(Wire.quoted(etag));
        }
        try {
            var etag = unquoted(s3.completeMultipartUpload(request.build()).eTag());
            return etag.isEmpty() ? settle(upload, untold(upload)) : new PutResult.Written(etag);
        } catch (SdkException e) {
            if (StoreErrors.isPreconditionFailed(e, precondition)) {
                return new PutResult.PreconditionFailed();
            }
            return settle(upload, promises.failure("put", upload.key(), e));
        }
    }

    private StoreException untold(Upload upload) {
        return new StoreException(new StoreFailure.Unavailable(
                "put " + upload.key() + ": " + promises.store() + " told no ETag of the whole", false));
    }

    /** Looks whether the object is there after all, where the failure leaves that open. */
    private PutResult settle(Upload upload, StoreException failure) throws StoreException {
        if (failure.failure() instanceof StoreFailure.Unavailable) {
            var file = upload.file();
            var there =
                    store.head(upload.key()).filter(o -> ClipMetadata.isOf(o, file.sizeBytes(), file.sha256()));
            if (there.isPresent()) {
                return new PutResult.Written(there.get().etag());
            }
        }
        throw failure;
    }

    /** Best effort, even where this thread was told to stop: what is left over, R2 removes after seven days. */
    private void abort(Upload upload) {
        boolean interrupted = Thread.interrupted();
        try {
            s3.abortMultipartUpload(r ->
                    r.bucket(bucket).key(upload.key()).uploadId(upload.id()).overrideConfiguration(Limits.forBytes(0)));
        } catch (SdkException e) {
            LOG.atDebug().addKeyValue("object_key", upload.key()).setCause(e).log("left over: a multipart upload");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
