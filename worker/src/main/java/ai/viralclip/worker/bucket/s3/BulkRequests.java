package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.s3.answers.Wire.unquoted;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.Page;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Requests about many objects at once: listings, and deletion by the thousand. */
final class BulkRequests {

    private final S3Client s3;
    private final String bucket;
    private final Promises promises;

    BulkRequests(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.promises = Promises.of(s3);
    }

    /** What is truncated is said by the store, never by the count: R2 may send short pages. */
    Page<ListedObject> list(String prefix, Optional<String> from, int max) throws StoreException {
        ListCursor cursor = from.map(ListCursor::parse).orElse(ListCursor.START);
        try {
            ListObjectsV2Response page = s3.listObjectsV2(r -> r.bucket(bucket)
                    .prefix(prefix)
                    .continuationToken(cursor.tokenSent().orElse(null))
                    .startAfter(cursor.keySent().orElse(null))
                    .maxKeys(max)
                    // Any byte may stand in a key, and not all of them in XML.
                    .encodingType(EncodingType.URL)
                    .overrideConfiguration(RequestTimeouts.forBytes(0)));
            String call = "list " + named(prefix);
            boolean more = promises.told(call, "IsTruncated", page.isTruncated());
            List<ListedObject> objects = new ArrayList<>();
            for (S3Object object : page.contents()) {
                objects.add(listed(call, prefix, object));
            }
            return new Page<>(
                    objects,
                    more ? Optional.of(next(call, cursor, page, objects).toString()) : Optional.empty());
        } catch (SdkException e) {
            throw promises.failure("list", named(prefix), e);
        }
    }

    static String after(String key) {
        return new ListCursor("", key, 0).toString();
    }

    private String named(String prefix) {
        return prefix.isEmpty() ? bucket : prefix;
    }

    /** What is not under the prefix was not asked for: it may be anybody's. */
    private ListedObject listed(String call, String prefix, S3Object object) throws StoreException {
        String key = promises.told(call, "Key", object.key());
        promises.holds(call, key.startsWith(prefix), "a key that is not under the prefix");
        return new ListedObject(
                key,
                promises.told(call, "Size", object.size()),
                unquoted(object.eTag()),
                promises.told(call, "LastModified", object.lastModified()));
    }

    private ListCursor next(String call, ListCursor cursor, ListObjectsV2Response page, List<ListedObject> objects)
            throws StoreException {
        String token = promises.told(call, "NextContinuationToken", page.nextContinuationToken());
        promises.holds(call, !token.equals(cursor.token()), "the same NextContinuationToken again");
        if (objects.isEmpty()) {
            promises.holds(call, cursor.empty() < ListCursor.MOST_EMPTY, "one empty page after another");
            return new ListCursor(token, cursor.last(), cursor.empty() + 1);
        }
        boolean isNew = objects.stream().map(ListedObject::key).noneMatch(cursor.last()::equals);
        promises.holds(call, isNew && !cursor.last().equals(last(objects)), "the page before once more");
        return new ListCursor(token, last(objects), 0);
    }

    private static String last(List<ListedObject> objects) {
        return objects.getLast().key();
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
            var answer = s3.deleteObjects(r -> r.bucket(bucket)
                    .delete(d -> d.objects(objects))
                    .overrideConfiguration(RequestTimeouts.forBytes(0)));
            Map<String, StoreFailure> failures = new HashMap<>();
            promises.isNoPage("delete " + keys.size() + " objects", answer);
            for (S3Error error : answer.errors()) {
                StoreErrors.ofDeletion(error).ifPresent(failure -> failures.put(error.key(), failure));
            }
            Set<String> untold = new HashSet<>(keys);
            answer.deleted().stream().map(DeletedObject::key).forEach(untold::remove);
            answer.errors().stream().map(S3Error::key).forEach(untold::remove);
            untold.forEach(key -> failures.put(key, new StoreFailure.Unavailable("delete " + key + ": untold", false)));
            return failures;
        } catch (SdkException e) {
            throw promises.failure("delete", keys.size() + " objects", e);
        }
    }

    Page<OpenUpload> uploads(String prefix, Optional<String> from) throws StoreException {
        var request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .overrideConfiguration(RequestTimeouts.forBytes(0));
        Optional<Marker> marker = from.map(Marker::parse);
        marker.ifPresent(m -> request.keyMarker(m.key()).uploadIdMarker(m.uploadId()));
        String call = "list uploads " + prefix;
        try {
            ListMultipartUploadsResponse page = s3.listMultipartUploads(request.build());
            boolean more = promises.told(call, "IsTruncated", page.isTruncated());
            List<OpenUpload> uploads = new ArrayList<>();
            for (var upload : page.uploads()) {
                String key = promises.told(call, "Key", upload.key());
                promises.holds(call, key.startsWith(prefix), "a key that is not under the prefix");
                String id = promises.told(call, "UploadId", upload.uploadId());
                uploads.add(new OpenUpload(key, id, Optional.ofNullable(upload.initiated())));
            }
            return new Page<>(
                    uploads, more ? Optional.of(next(call, marker, page).toString()) : Optional.empty());
        } catch (SdkException e) {
            throw promises.failure("list uploads", prefix, e);
        }
    }

    private Marker next(String call, Optional<Marker> before, ListMultipartUploadsResponse page) throws StoreException {
        Marker next = new Marker(
                promises.told(call, "NextUploadIdMarker", page.nextUploadIdMarker()),
                promises.told(call, "NextKeyMarker", page.nextKeyMarker()));
        promises.holds(call, !before.equals(Optional.of(next)), "the same markers again");
        return next;
    }

    void abort(OpenUpload upload) throws StoreException {
        try {
            s3.abortMultipartUpload(r -> r.bucket(bucket)
                    .key(upload.key())
                    .uploadId(upload.id())
                    .overrideConfiguration(RequestTimeouts.forBytes(0)));
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

    /**
     * Where a listing goes on: the store's token, and what shows that it does go on. A store that gave the same page
     * again and again would be listed for ever.
     *
     * @param last the last key so far; keys come in order
     * @param empty pages in a row that held nothing
     */
    record ListCursor(String token, String last, int empty) {

        static final ListCursor START = new ListCursor("", "", 0);

        /** Many deleted versions make some; nothing makes so many. */
        static final int MOST_EMPTY = 1_000;

        static ListCursor parse(String text) {
            int first = text.indexOf(':');
            int second = text.indexOf(':', first + 1);
            int end = second + 1 + Integer.parseInt(text.substring(first + 1, second));
            return new ListCursor(
                    text.substring(end), text.substring(second + 1, end), Integer.parseInt(text.substring(0, first)));
        }

        Optional<String> tokenSent() {
            return Optional.of(token).filter(t -> !t.isEmpty());
        }

        /** Where no token of the store is there to go on by: after that key. */
        Optional<String> keySent() {
            return Optional.of(last).filter(key -> token.isEmpty() && !key.isEmpty());
        }

        @Override
        public String toString() {
            return empty + ":" + last.length() + ":" + last + token;
        }
    }
}
