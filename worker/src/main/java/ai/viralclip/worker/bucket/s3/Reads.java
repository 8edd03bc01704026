package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.s3.answers.Wire.unquoted;

import ai.viralclip.worker.bucket.ObjectStore.Content;
import ai.viralclip.worker.bucket.ObjectStore.Digest;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads objects: small ones whole, and any by its hash. */
final class Reads {

    private final S3Client s3;
    private final String bucket;
    private final Promises promises;

    Reads(S3Client s3, String bucket, Promises promises) {
        this.s3 = s3;
        this.bucket = bucket;
        this.promises = promises;
    }

    Optional<Content> get(String key, int maxBytes) throws StoreException {
        try {
            var answer = s3.getObject(
                    r -> r.bucket(bucket).key(key).overrideConfiguration(RequestTimeouts.forBytes(maxBytes)),
                    atMost(maxBytes));
            hasCome(key, answer.head());
            var content = answer.content();
            if (content.isEmpty()) {
                throw new StoreException(new StoreFailure.Refused("get " + key + ": more than " + maxBytes + " bytes"));
            }
            promises.told("get " + key, "ETag", content.get().etag());
            return content;
        } catch (SdkException e) {
            return missing(key, e);
        }
    }

    Optional<Digest> digest(String key, long sizeBytes) throws StoreException {
        try {
            var answer = s3.getObject(
                    r -> r.bucket(bucket).key(key).overrideConfiguration(RequestTimeouts.forBytes(sizeBytes)),
                    hashed());
            hasCome(key, answer.head());
            promises.told("get " + key, "ETag", answer.digest().etag());
            return Optional.of(answer.digest());
        } catch (SdkException e) {
            return missing(key, e);
        }
    }

    private void hasCome(String key, GetObjectResponse head) throws StoreException {
        promises.isNoPage("get " + key, head);
        promises.holds("get " + key, hasEnd(head), "a body of no told length");
    }

    private static <T> Optional<T> missing(String key, SdkException e) throws StoreException {
        if (StoreErrors.isMissing(e)) {
            return Optional.empty();
        }
        throw StoreErrors.of("get", key, e);
    }

    /** @param content empty where there is more than was asked for */
    private record Got(GetObjectResponse head, Optional<Content> content) {}

    private record Hashed(GetObjectResponse head, Digest digest) {}

    /** Else a body that was cut would look like a whole one. */
    private static boolean hasEnd(GetObjectResponse head) {
        return head.contentLength() != null
                || head.sdkHttpResponse()
                        .firstMatchingHeader("Transfer-Encoding")
                        .isPresent();
    }

    /** Reads inside the SDK's call, so that a reply that breaks off is read again. */
    private static ResponseTransformer<GetObjectResponse, Got> atMost(int maxBytes) {
        return (response, body) -> {
            var bytes = body.readNBytes(maxBytes);
            if (body.read() >= 0) {
                body.abort();
                return new Got(response, Optional.empty());
            }
            return new Got(response, Optional.of(new Content(unquoted(response.eTag()), ByteBuffer.wrap(bytes))));
        };
    }

    /** Likewise: from its beginning. */
    private static ResponseTransformer<GetObjectResponse, Hashed> hashed() {
        return (response, body) -> {
            var hash = Wire.sha256();
            var into = new DigestOutputStream(OutputStream.nullOutputStream(), hash);
            long bytes = body.transferTo(into);
            return new Hashed(response, new Digest(unquoted(response.eTag()), bytes, Wire.sha256(hash)));
        };
    }
}
