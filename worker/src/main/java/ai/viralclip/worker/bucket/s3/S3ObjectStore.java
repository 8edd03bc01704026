package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.s3.answers.Wire.base64;
import static ai.viralclip.worker.bucket.s3.answers.Wire.unquoted;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.bucket.http.SentFile;
import ai.viralclip.worker.bucket.s3.answers.HeldBack;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import ai.viralclip.worker.bucket.s3.puts.BegunUpload;
import ai.viralclip.worker.bucket.s3.puts.Copies;
import ai.viralclip.worker.bucket.s3.puts.HeldPut;
import ai.viralclip.worker.bucket.s3.puts.MultipartUpload;
import ai.viralclip.worker.bucket.s3.puts.PermitPool;
import ai.viralclip.worker.bucket.s3.puts.VerifiedFileBody;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The bucket behind the S3 protocol: R2, or any store that speaks it. */
final class S3ObjectStore implements ObjectStore {

    private final S3Client s3;
    private final String bucket;
    private final TransferProperties transfer;
    private final BucketEvent.Listener events;
    private final PermitPool parts;
    private final PermitPool held;
    private final BegunUpload.Target uploads;
    private final Copies copies;
    private final BulkRequests bulk;
    private final Reads reads;
    private final Promises promises;

    S3ObjectStore(S3Client s3, String bucket, TransferProperties transfer, BucketEvent.Listener events) {
        this.s3 = s3;
        this.bucket = bucket;
        this.transfer = transfer;
        this.events = events;
        // A put that is held back waits for another one (a thumbnail's): connections must be left for those.
        this.parts = new PermitPool(Math.max(1, transfer.maxConnections() / 4));
        this.held = new PermitPool(Math.max(1, transfer.maxConnections() / 2));
        this.uploads = new BegunUpload.Target(s3, bucket, transfer.partSize().toBytes(), this, events, parts);
        this.copies = new Copies(uploads);
        this.bulk = new BulkRequests(s3, bucket);
        this.promises = Promises.of(s3);
        this.reads = new Reads(s3, bucket, promises);
    }

    Pools.Pool parts() {
        return parts.now();
    }

    Pools.Pool held() {
        return held.now();
    }

    @Override
    public PutResult put(String key, Payload payload, ObjectAttributes attributes, Precondition precondition)
            throws StoreException {
        return switch (payload) {
            case Payload.Streamed media when isLarge(media) -> atOnce(inParts(key, media, attributes, precondition));
            case Payload.Copied media -> atOnce(copies.prepare(key, media, attributes, precondition));
            case Payload.Streamed media -> putWhole(key, media, attributes, precondition, () -> {});
            case Payload.Bytes bytes -> {
                var content = bytes.content().duplicate();
                var request = request(key, Wire.sha256(content), bytes.sizeBytes(), attributes, precondition);
                yield put(request, RequestBody.fromRemainingByteBuffer(content), precondition);
            }
        };
    }

    private static PutResult atOnce(PreparedPut prepared) throws StoreException {
        try (prepared) {
            while (prepared.awaitVerified()) {
                prepared.complete();
            }
            return prepared.result();
        }
    }

    @Override
    public PreparedPut prepare(String key, Payload.Media media, ObjectAttributes attributes, Precondition precondition)
            throws StoreException {
        return switch (media) {
            case Payload.Copied copied -> copies.prepare(key, copied, attributes, precondition);
            case Payload.Streamed streamed when isLarge(streamed) -> inParts(key, streamed, attributes, precondition);
            case Payload.Streamed streamed -> {
                acquire(key);
                yield HeldPut.start(
                        key, hold -> putWhole(key, streamed, attributes, precondition, hold), held::release);
            }
        };
    }

    private PreparedPut inParts(
            String key, Payload.Streamed media, ObjectAttributes attributes, Precondition precondition) {
        return new MultipartUpload(uploads, key, media, attributes, precondition);
    }

    /** What is far is read once: so it goes whole, for as long as one put takes it. */
    private boolean isLarge(Payload.Streamed media) {
        var most = media.bytes().isNear() ? transfer.multipartThreshold() : TransferProperties.LARGEST_PUT;
        return media.sizeBytes() > most.toBytes();
    }

    private PutResult putWhole(
            String key, Payload.Streamed media, ObjectAttributes attributes, Precondition precondition, Runnable hold)
            throws StoreException {
        try (var sent = SentFile.begin(key, media, events);
                var region = VerifiedFileBody.all(sent, media, hold)) {
            var request = request(key, media.sha256(), media.sizeBytes(), attributes, precondition);
            return put(request, region.asBody(attributes.contentType()), precondition);
        }
    }

    private void acquire(String key) throws StoreException {
        try {
            held.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(new StoreFailure.Unavailable("put " + key + ": interrupted", false), e);
        }
    }

    private PutObjectRequest request(
            String key, Sha256 sha256, long size, ObjectAttributes attributes, Precondition precondition) {
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(attributes.contentType())
                .cacheControl(attributes.cacheControl())
                .metadata(attributes.metadata())
                .checksumSHA256(base64(sha256))
                .overrideConfiguration(RequestTimeouts.forBytes(size));
        return switch (precondition) {
            case Precondition.IfAbsent() -> request.ifNoneMatch("*").build();
            case Precondition.IfMatch(var etag) ->
                request.ifMatch(Wire.quoted(etag)).build();
        };
    }

    private PutResult put(PutObjectRequest request, RequestBody body, Precondition precondition) throws StoreException {
        try {
            var answer = s3.putObject(request, body);
            var call = "put " + request.key();
            promises.isNoPage(call, answer);
            return new PutResult.Written(promises.told(call, "ETag", unquoted(answer.eTag())));
        } catch (SdkException | UncheckedIOException | HeldBack e) {
            if (StoreErrors.isPreconditionFailed(e, precondition)) {
                return new PutResult.PreconditionFailed();
            }
            throw StoreErrors.of("put", request.key(), e);
        }
    }

    @Override
    public Optional<StoredObject> head(String key) throws StoreException {
        try {
            var head = s3.headObject(r -> r.bucket(bucket).key(key).overrideConfiguration(RequestTimeouts.forBytes(0)));
            var call = "head " + key;
            return Optional.of(new StoredObject(
                    promises.told(call, "ETag", unquoted(head.eTag())),
                    promises.told(call, "Content-Length", head.contentLength()),
                    promises.told(call, "Content-Type", head.contentType()),
                    head.metadata(),
                    promises.told(call, "Last-Modified", head.lastModified())));
        } catch (SdkException e) {
            if (StoreErrors.isMissing(e)) {
                return Optional.empty();
            }
            throw StoreErrors.of("head", key, e);
        }
    }

    @Override
    public Optional<Content> get(String key, int maxBytes) throws StoreException {
        return reads.get(key, maxBytes);
    }

    @Override
    public Optional<Digest> digest(String key, long sizeBytes) throws StoreException {
        return reads.digest(key, sizeBytes);
    }

    @Override
    public void delete(String key) throws StoreException {
        try {
            var answer =
                    s3.deleteObject(r -> r.bucket(bucket).key(key).overrideConfiguration(RequestTimeouts.forBytes(0)));
            promises.isNoPage("delete " + key, answer);
        } catch (SdkException e) {
            if (!StoreErrors.isMissing(e)) {
                throw StoreErrors.of("delete", key, e);
            }
        }
    }

    @Override
    public Page<ListedObject> list(String prefix, Optional<String> from, int max) throws StoreException {
        return bulk.list(prefix, from, max);
    }

    @Override
    public String after(String key) {
        return BulkRequests.after(key);
    }

    @Override
    public Map<String, StoreFailure> deleteAll(Collection<String> keys) throws StoreException {
        return bulk.deleteAll(keys);
    }

    @Override
    public Page<OpenUpload> uploads(String prefix, Optional<String> from) throws StoreException {
        return bulk.uploads(prefix, from);
    }

    @Override
    public void abort(OpenUpload upload) throws StoreException {
        bulk.abort(upload);
    }
}
