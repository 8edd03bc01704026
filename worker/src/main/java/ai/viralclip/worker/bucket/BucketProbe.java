package ai.viralclip.worker.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The proof at start-up that the bucket is safe to use: its endpoint, name and key fit, strangers can neither list nor
 * read it, and conditional writes are really conditional ({@code highlights.json} depends on them).
 *
 * <p>Through the S3 endpoint only: whether the bucket is also published on a domain of its own (r2.dev or a custom one)
 * cannot be seen with S3 keys.
 */
public final class BucketProbe {

    private static final String ANOTHER_ETAG = "00000000000000000000000000000000";
    private static final ObjectAttributes TEXT = new ObjectAttributes("text/plain", "no-store", Map.of());

    private final S3Clients clients;
    private final String bucket;
    private final ObjectStore store;

    BucketProbe(S3Clients clients, String bucket, ObjectStore store) {
        this.clients = clients;
        this.bucket = bucket;
        this.store = store;
    }

    /**
     * Writes one object of a few bytes under {@code probe/}, and deletes it.
     *
     * @throws StoreException where nothing can be said: the store is unavailable, or refuses this worker's key
     */
    public ProbeResult check() throws StoreException {
        try {
            list(clients.signed());
        } catch (SdkException e) {
            throw StoreErrors.of("list", bucket, e);
        }
        var leak = leak("list", bucket, () -> list(clients.anonymous()));
        if (leak.isPresent()) {
            return new ProbeResult.Unsafe(leak.get());
        }
        var key = "probe/" + UUID.randomUUID();
        Optional<String> problem;
        try {
            problem = problemOf(key);
        } finally {
            store.delete(key);
        }
        return problem.<ProbeResult>map(ProbeResult.Unsafe::new).orElseGet(ProbeResult.Passed::new);
    }

    private void list(S3Client s3) {
        s3.listObjectsV2(r -> r.bucket(bucket).maxKeys(1).overrideConfiguration(Limits.forBytes(0)));
    }

    private void read(S3Client s3, String key) {
        s3.getObjectAsBytes(r -> r.bucket(bucket).key(key).overrideConfiguration(Limits.forBytes(0)));
    }

    private Optional<String> problemOf(String key) throws StoreException {
        if (!(put(key, "first", new Precondition.IfAbsent()) instanceof PutResult.Written first)) {
            return Optional.of(conditions("refused If-None-Match: * for a key that did not exist"));
        }
        if (put(key, "second", new Precondition.IfAbsent()) instanceof PutResult.Written) {
            return Optional.of(conditions("overwrote an object in spite of If-None-Match: *"));
        }
        if (put(key, "third", new Precondition.IfMatch(ANOTHER_ETAG)) instanceof PutResult.Written) {
            return Optional.of(conditions("overwrote an object in spite of an If-Match with another ETag"));
        }
        if (put(key, "fourth", new Precondition.IfMatch(first.etag())) instanceof PutResult.PreconditionFailed) {
            return Optional.of(conditions("refused an If-Match with the object's own ETag"));
        }
        return leak("read", key, () -> read(clients.anonymous(), key));
    }

    private PutResult put(String key, String text, Precondition precondition) throws StoreException {
        return store.put(key, new Payload.Bytes(ByteBuffer.wrap(text.getBytes(UTF_8))), TEXT, precondition);
    }

    private String conditions(String seen) {
        return "Bucket " + bucket + ": the store " + seen + ". Conditional writes do not hold there, and concurrent"
                + " writers would lose entries of highlights.json. Use R2, or another store that honours If-Match and"
                + " If-None-Match, and no proxy in between that drops these headers.";
    }

    /** What a stranger got to see; empty where the stranger was refused. */
    private Optional<String> leak(String operation, String what, Runnable asStranger) throws StoreException {
        try {
            asStranger.run();
            return Optional.of("Bucket " + bucket + ": anybody can " + operation + " it without a signature. Take back"
                    + " public access to the bucket (its policy, ACL, or a public domain on this endpoint), then"
                    + " start again.");
        } catch (S3Exception e) {
            if (isRefusal(e)) {
                return Optional.empty();
            }
            var failure = StoreErrors.of(operation + " without a signature", what, e);
            if (failure.failure() instanceof StoreFailure.Unavailable) {
                throw failure;
            }
            return Optional.of("Bucket " + bucket + ": it is not clear that strangers are refused ("
                    + failure.failure().detail() + "; expected 401, 403, or 400 InvalidArgument). Check what"
                    + " R2_ENDPOINT_URL points to.");
        } catch (SdkException e) {
            throw StoreErrors.of(operation + " without a signature", what, e);
        }
    }

    /** R2 answers 400 to a request without a signature, others 401 or 403. */
    private static boolean isRefusal(S3Exception e) {
        var details = e.awsErrorDetails();
        return e.statusCode() == 401
                || e.statusCode() == 403
                || (e.statusCode() == 400 && details != null && "InvalidArgument".equals(details.errorCode()));
    }
}
