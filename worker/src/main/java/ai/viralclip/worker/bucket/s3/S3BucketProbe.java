package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.bucket.BucketProbe;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.http.CdnProof;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Asks the bucket with its key and without: lists, reads and writes under conditions.
 *
 * <p>Through the S3 endpoint, and the bucket's own domain where URLs lead there ({@link CdnProof}): whether it is
 * published on another one (r2.dev) cannot be seen with S3 keys.
 */
final class S3BucketProbe implements BucketProbe {

    private static final String ANOTHER_ETAG = "00000000000000000000000000000000";
    private static final int LONGEST = 1_024;

    /** In the form of a clip's: a store that takes no such headers refuses this one as well. */
    private static final ObjectAttributes LIKE_A_CLIP =
            new ObjectAttributes("video/mp4", "private, max-age=60", Map.of("probe", "1"));

    private final S3Clients clients;
    private final String bucket;
    private final ObjectStore store;
    private final Optional<CdnProof> cdn;
    private final Session session;

    /** One for each process: what cannot be deleted stays one object, however often it is proved. */
    private final String key = "probe/" + UUID.randomUUID();

    /** @param cdn where URLs lead to the bucket's own domain */
    S3BucketProbe(S3Clients clients, String bucket, ObjectStore store, Optional<CdnProof> cdn, Session session) {
        this.clients = clients;
        this.bucket = bucket;
        this.store = store;
        this.cdn = cdn;
        this.session = session;
    }

    /** Writes one object of a few bytes under {@code probe/}, and deletes it. */
    @Override
    public ProbeResult check() throws StoreException {
        session.check("prove the bucket");
        list(clients.signed());
        var leak = leak("list", () -> list(clients.anonymous()));
        if (leak.isEmpty()) {
            leak = cdn.flatMap(CdnProof::problem);
        }
        if (leak.isPresent()) {
            return new ProbeResult.Unsafe(leak.get());
        }
        Optional<String> problem;
        try {
            problem = problem();
        } catch (StoreException e) {
            failureOfDeletion().ifPresent(e::addSuppressed);
            throw e;
        }
        // What was found first is told, whatever becomes of the deletion.
        Optional<StoreException> left = failureOfDeletion();
        if (problem.isPresent()) {
            return new ProbeResult.Unsafe(problem.get());
        }
        if (left.isPresent()) {
            throw left.get();
        }
        return new ProbeResult.Passed();
    }

    private Optional<StoreException> failureOfDeletion() {
        try {
            store.delete(key);
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e);
        }
    }

    private void list(S3Client s3) throws StoreException {
        new BulkRequests(s3, bucket).list("", Optional.empty(), 1);
    }

    /** Not there is no refusal: strangers got as far as to be told so. */
    private void read(S3Client s3) throws StoreException {
        try {
            s3.getObjectAsBytes(r -> r.bucket(bucket).key(key).overrideConfiguration(RequestTimeouts.forBytes(0)));
        } catch (SdkException e) {
            throw StoreErrors.of("read without a signature", key, e);
        }
    }

    private Optional<String> problem() throws StoreException {
        // What is there already is of the proof before, whose deletion failed.
        if (there().isEmpty() && !takes("first", new Precondition.IfAbsent())) {
            return Optional.of(conditions("refused If-None-Match: * for a key that did not exist"));
        }
        if (takes("second", new Precondition.IfAbsent())) {
            return Optional.of(conditions("overwrote an object in spite of If-None-Match: *"));
        }
        if (takes("third", new Precondition.IfMatch(ANOTHER_ETAG))) {
            return Optional.of(conditions("overwrote an object in spite of an If-Match with another ETag"));
        }
        String own = store.head(key).map(StoredObject::etag).orElse(ANOTHER_ETAG);
        if (!takes("fourth", new Precondition.IfMatch(own))) {
            return Optional.of(conditions("refused an If-Match with the object's own ETag"));
        }
        return leak("read", () -> read(clients.anonymous()));
    }

    /**
     * Whether the store wrote it. What it answers is not believed alone: a repeated request whose first reply was lost
     * meets what that one wrote.
     */
    private boolean takes(String text, Precondition precondition) throws StoreException {
        var bytes = new Payload.Bytes(ByteBuffer.wrap(text.getBytes(UTF_8)));
        store.put(key, bytes, LIKE_A_CLIP, precondition);
        return there().equals(Optional.of(text));
    }

    private Optional<String> there() throws StoreException {
        return store.get(key, LONGEST)
                .map(content -> UTF_8.decode(content.bytes().duplicate()).toString());
    }

    private String conditions(String seen) {
        return "Bucket " + bucket + ": the store " + seen + ". Conditional writes do not hold there, and concurrent"
                + " writers would lose entries of highlights.json. Use R2, or another store that honours If-Match and"
                + " If-None-Match, and no proxy in between that drops these headers.";
    }

    private interface Stranger {
        void asks() throws StoreException;
    }

    /** What a stranger got to see; empty where the stranger was refused. */
    private Optional<String> leak(String operation, Stranger stranger) throws StoreException {
        try {
            stranger.asks();
            return Optional.of("Bucket " + bucket + ": anybody can " + operation + " it without a signature. Take back"
                    + " public access to the bucket (its policy, ACL, or a public domain on this endpoint), then"
                    + " start again.");
        } catch (StoreException e) {
            if (e.getCause() instanceof S3Exception answer && isRefusal(answer)) {
                return Optional.empty();
            }
            if (e.failure() instanceof StoreFailure.Unavailable) {
                throw e;
            }
            return Optional.of("Bucket " + bucket + ": it is not clear that strangers are refused ("
                    + e.failure().detail() + "; expected 401, 403, or 400 InvalidArgument). Check what"
                    + " R2_ENDPOINT_URL points to.");
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
