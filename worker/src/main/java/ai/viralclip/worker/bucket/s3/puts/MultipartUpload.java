package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.http.SentFile;
import ai.viralclip.worker.bucket.s3.answers.HeldBack;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.puts.PartReader.FilePart;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One large file, sent in equal parts, a few at a time, and put together once all of them are there, the whole file is
 * proved, and it is completed.
 *
 * <p>Each part carries the CRC32 that the {@link PartReader} took of it: R2 has it for parts (composite), it costs next
 * to nothing, and a Content-MD5 would leave nothing to compare with when the parts are put together.
 */
public final class MultipartUpload implements PreparedPut {

    /** R2 was seen to answer 500 to five at once. */
    private static final int PARTS_IN_FLIGHT = 3;

    private final BegunUpload.Target target;
    private final Promises promises;
    private final String key;
    private final Payload.Streamed file;
    private final ObjectAttributes attributes;
    private final Precondition precondition;
    private Optional<BegunUpload> begun = Optional.empty();
    private Optional<List<CompletedPart>> sent = Optional.empty();
    private Optional<PutResult> result = Optional.empty();

    /** Nothing is sent before it is awaited. */
    public MultipartUpload(
            BegunUpload.Target target,
            String key,
            Payload.Streamed file,
            ObjectAttributes attributes,
            Precondition precondition) {
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
            BegunUpload upload = BegunUpload.begin(target, key, file, attributes, Optional.of(ChecksumAlgorithm.CRC32));
            begun = Optional.of(upload);
            sent = Optional.of(sendAll(upload.id(), reader, sending));
        }
        return true;
    }

    @Override
    public void complete() throws StoreException {
        result = Optional.of(begun.orElseThrow().complete(sent.orElseThrow(), precondition));
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
}
