package ai.viralclip.worker.bucket;

import static ai.viralclip.worker.bucket.Wire.unquoted;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Requests about many objects at once: listings, and deletion by the thousand. */
final class BulkRequests {

    private final S3Client s3;
    private final String bucket;

    BulkRequests(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** What is truncated is said by the store, never by the count: R2 may send short pages. */
    Page<ListedObject> list(String prefix, Optional<String> from, int max) throws StoreException {
        try {
            ListObjectsV2Response page = s3.listObjectsV2(r -> r.bucket(bucket)
                    .prefix(prefix)
                    .continuationToken(from.orElse(null))
                    .maxKeys(max)
                    // Any byte may stand in a key, and not all of them in XML.
                    .encodingType(EncodingType.URL)
                    .overrideConfiguration(Limits.forBytes(0)));
            List<ListedObject> objects = page.contents().stream()
                    .map(o -> new ListedObject(o.key(), o.size(), unquoted(o.eTag()), o.lastModified()))
                    .toList();
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            return new Page<>(objects, more ? Optional.of(page.nextContinuationToken()) : Optional.empty());
        } catch (SdkException e) {
            throw StoreErrors.of("list", prefix, e);
        }
    }

    /**
     * Every key is accounted for: one that the answer does not name counts as not deleted.
     *
     * @return the keys that were not deleted, and why
     */
    Map<String, StoreFailure> deleteAll(Collection<String> keys) throws StoreException {
        if (keys.size() > ObjectStore.MOST_KEYS) {
            throw new IllegalArgumentException("more than " + ObjectStore.MOST_KEYS + " keys");
        }
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        try {
            var answer = s3.deleteObjects(
                    r -> r.bucket(bucket).delete(d -> d.objects(objects)).overrideConfiguration(Limits.forBytes(0)));
            Map<String, StoreFailure> failures = new HashMap<>();
            for (S3Error error : answer.errors()) {
                StoreErrors.ofDeletion(error).ifPresent(failure -> failures.put(error.key(), failure));
            }
            Set<String> untold = new HashSet<>(keys);
            answer.deleted().stream().map(DeletedObject::key).forEach(untold::remove);
            answer.errors().stream().map(S3Error::key).forEach(untold::remove);
            untold.forEach(key -> failures.put(key, new StoreFailure.Unavailable("delete " + key + ": untold", false)));
            return failures;
        } catch (SdkException e) {
            throw StoreErrors.of("delete", keys.size() + " objects", e);
        }
    }

    Page<OpenUpload> uploads(String prefix, Optional<String> from) throws StoreException {
        return uploads(prefix, from, upload -> true);
    }

    /** Those of a page that were begun before then; one whose beginning the store does not tell is left out. */
    Page<OpenUpload> uploadsBegunBefore(Instant then, String prefix, Optional<String> from) throws StoreException {
        return uploads(
                prefix,
                from,
                upload -> upload.initiated() != null && upload.initiated().isBefore(then));
    }

    private Page<OpenUpload> uploads(
            String prefix,
            Optional<String> from,
            Predicate<software.amazon.awssdk.services.s3.model.MultipartUpload> which)
            throws StoreException {
        var request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .overrideConfiguration(Limits.forBytes(0));
        from.map(Marker::parse).ifPresent(m -> request.keyMarker(m.key()).uploadIdMarker(m.uploadId()));
        try {
            ListMultipartUploadsResponse page = s3.listMultipartUploads(request.build());
            List<OpenUpload> uploads = page.uploads().stream()
                    .filter(which)
                    .map(u -> new OpenUpload(u.key(), u.uploadId()))
                    .toList();
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            return new Page<>(
                    uploads,
                    more
                            ? Optional.of(new Marker(page.nextUploadIdMarker(), page.nextKeyMarker()).toString())
                            : Optional.empty());
        } catch (SdkException e) {
            throw StoreErrors.of("list uploads", prefix, e);
        }
    }

    void abort(OpenUpload upload) throws StoreException {
        try {
            s3.abortMultipartUpload(r ->
                    r.bucket(bucket).key(upload.key()).uploadId(upload.id()).overrideConfiguration(Limits.forBytes(0)));
        } catch (SdkException e) {
            if (!StoreErrors.isMissing(e)) {
                throw StoreErrors.of("abort upload", upload.key(), e);
            }
        }
    }

    /** Where the next page of uploads begins; an upload's id holds no line break. */
    private record Marker(String uploadId, String key) {

        static Marker parse(String text) {
            int end = text.indexOf('\n');
            return new Marker(text.substring(0, end), text.substring(end + 1));
        }

        @Override
        public String toString() {
            return uploadId + "\n" + key;
        }
    }
}
