package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.s3.Wire.unquoted;

import ai.viralclip.worker.bucket.BucketEvent.Listener;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.http.SentFile;
import ai.viralclip.worker.bucket.s3.PartReader.FilePart;
import ai.viralclip.worker.bucket.s3.VerifiedFileBody.HeldBack;
import io.opentelemetry.context.Context;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
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
 * One large file, sent in equal parts, a few at a time, and put together once all of them are there, the whole file is
 * proved, and it is completed.
 *
 * <p>Each part carries the CRC32 that the {@link PartReader} took of it: R2 has it for parts (composite), it costs next
 * to nothing, and a Content-MD5 would leave nothing to compare with when the parts are put together.
 */
final class MultipartUpload implements PreparedPut {

    /** @param lanes shared by all: bounds the requests for parts, so that connections are left for whole files */
    record Target(S3Client s3, String bucket, long partBytes, ObjectStore store, Listener events, PermitPool lanes) {}

    /** R2 was seen to answer 500 to five at once. */
    private static final int PARTS_IN_FLIGHT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);

    private final Target target;
    private final Promises promises;
    private final String key;
    private final Payload.Streamed file;
    private final ObjectAttributes attributes;
    private final Precondition precondition;
    private Optional<String> begun = Optional.empty();
    private Optional<List<CompletedPart>> sent = Optional.empty();
    private Optional<PutResult> result = Optional.empty();

    /** Nothing is sent before it is awaited. */
    MultipartUpload(
            Target target, String key, Payload.Streamed file, ObjectAttributes attributes, Precondition precondition) {
        this.target = target;
        this.promises = Promises.of(target.s3());
        this.key = key;
        this.file = file;
        this.attributes = attributes;
        this.precondition = precondition;
    }

    /** All parts are sent by the thread that awaits them, and its lanes; held back is what puts them together. */
    @Override
    public boolean awaitVerified() throws StoreException {
        if (sent.isPresent()) {
            return false;
        }
        try (var sending = SentFile.begin(key, file, target.events());
                var reader = PartReader.open(key, file, target.partBytes())) {
            String id = create();
            begun = Optional.of(id);
            sent = Optional.of(sendAll(id, reader, sending));
        }
        return true;
    }

    @Override
    public void complete() throws StoreException {
        result = Optional.of(complete(begun.orElseThrow(), sent.orElseThrow()));
    }

    @Override
    public PutResult result() {
        return result.orElseThrow();
    }

    @Override
    public void close() {
        if (result.filter(PutResult.Written.class::isInstance).isEmpty()) {
            begun.ifPresent(this::abort);
        }
    }

    private String create() throws StoreException {
        try {
            var id = target.s3()
                    .createMultipartUpload(r -> r.bucket(target.bucket())
                            .key(key)
                            .contentType(attributes.contentType())
                            .cacheControl(attributes.cacheControl())
                            .metadata(attributes.metadata())
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                            .overrideConfiguration(RequestTimeouts.forBytes(0)))
                    .uploadId();
            return promises.told("create upload " + key, "UploadId", id);
        } catch (SdkException e) {
            throw promises.failure("create upload", key, e);
        }
    }

    /** A few lanes take one part after another; the first failure stops them all. */
    private List<CompletedPart> sendAll(String id, PartReader reader, SentFile sending) throws StoreException {
        var parts = new AtomicReferenceArray<CompletedPart>(reader.count());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new ExecutorCompletionService<Void>(threads);
            for (int lane = 0; lane < PARTS_IN_FLIGHT; lane++) {
                lanes.submit(Context.current().wrap(() -> sendInTurn(id, reader, sending, parts)));
            }
            try {
                for (int lane = 0; lane < PARTS_IN_FLIGHT; lane++) {
                    lanes.take().get();
                }
            } catch (ExecutionException | InterruptedException e) {
                threads.shutdownNow();
                throw stopped(e);
            }
        }
        return IntStream.range(0, parts.length()).mapToObj(parts::get).toList();
    }

    private @Nullable Void sendInTurn(
            String id, PartReader reader, SentFile sending, AtomicReferenceArray<CompletedPart> parts)
            throws StoreException, InterruptedException {
        while (true) {
            target.lanes().acquire();
            try {
                var part = reader.next();
                if (part.isEmpty()) {
                    return null;
                }
                parts.set(part.get().number() - 1, send(id, part.get(), sending));
            } finally {
                target.lanes().release();
            }
        }
    }

    private CompletedPart send(String id, FilePart part, SentFile sending) throws StoreException {
        try (var region = VerifiedFileBody.part(sending, part)) {
            var etag = target.s3()
                    .uploadPart(
                            r -> r.bucket(target.bucket())
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(part.number())
                                    .checksumCRC32(part.crc32())
                                    .overrideConfiguration(RequestTimeouts.forBytes(part.length())),
                            region.asBody("application/octet-stream"))
                    .eTag();
            return CompletedPart.builder()
                    .partNumber(part.number())
                    .eTag(promises.told("put part " + part.number() + " of " + key, "ETag", etag))
                    .checksumCRC32(part.crc32())
                    .build();
        } catch (SdkException | UncheckedIOException | HeldBack e) {
            throw StoreErrors.of("put part " + part.number() + " of", key, e);
        }
    }

    private StoreException stopped(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new StoreException(new StoreFailure.Unavailable("put " + key + ": interrupted", false), e);
        }
        if (e.getCause() instanceof StoreException failure) {
            return failure;
        }
        throw new IllegalStateException("a part of " + key + " was not sent", e.getCause());
    }

    private PutResult complete(String id, List<CompletedPart> parts) throws StoreException {
        var request = CompleteMultipartUploadRequest.builder()
                .bucket(target.bucket())
                .key(key)
                .uploadId(id)
                .multipartUpload(m -> m.parts(parts))
                .overrideConfiguration(RequestTimeouts.forBytes(file.sizeBytes()));
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
            var there = target.store().head(key).filter(o -> ClipMetadata.isOf(o, file.sizeBytes(), file.sha256()));
            if (there.isPresent()) {
                return new PutResult.Written(there.get().etag());
            }
        }
        throw failure;
    }

    /** Best effort, even where this thread was told to stop: what is left over, R2 removes after seven days. */
    private void abort(String id) {
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
