package ai.viralclip.worker.bucket.s3.puts;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Copies within the store. Each creates an object once, and never overwrites another: by the conditions of CopyObject
 * where the store is seen to hold them, else in parts, by those of CompleteMultipartUpload.
 *
 * <p>That is proved with the first copy, once a process: with an object under {@code probe/}, copied over itself under
 * conditions that do not hold.
 */
public final class Copies {

    /** Of a part: of what is above {@link TransferProperties#LARGEST_PUT}, so that there are few. */
    private static final long PART_BYTES = 512L * 1024 * 1024;

    private static final String ANOTHER_ETAG = "00000000000000000000000000000000";
    private static final ObjectAttributes LIKE_A_CLIP =
            new ObjectAttributes("video/mp4", "private, max-age=60", Map.of("probe", "1"));

    private final BegunUpload.Target target;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Boolean> holdConditions = Optional.empty();

    /**
     * To the bucket of these uploads.
     *
     * @param uploads how parts are put together; of its size of a part nothing is taken
     */
    public Copies(BegunUpload.Target uploads) {
        this.target = new BegunUpload.Target(
                uploads.s3(), uploads.bucket(), PART_BYTES, uploads.store(), uploads.events(), uploads.lanes());
    }

    /** Begins a copy; it becomes visible when it is completed. */
    public PreparedPut prepare(String key, Payload.Copied media, ObjectAttributes attributes, Precondition precondition)
            throws StoreException {
        PreparedPut copy = isSingle(media.sizeBytes())
                ? SingleCopy.of(target.s3(), target.bucket(), key, media, attributes, precondition)
                : new MultipartCopy(target, key, media, attributes, precondition);
        return new Told(copy, new BucketEvent.Copied(key, media.sizeBytes()));
    }

    /** An empty object has no parts. */
    private boolean isSingle(long sizeBytes) throws StoreException {
        return sizeBytes <= TransferProperties.LARGEST_PUT.toBytes() && holdConditions();
    }

    private boolean holdConditions() throws StoreException {
        lock.lock();
        try {
            if (holdConditions.isEmpty()) {
                holdConditions = Optional.of(proveConditions());
            }
            return holdConditions.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean proveConditions() throws StoreException {
        String key = "probe/" + UUID.randomUUID();
        var bytes = new Payload.Bytes(ByteBuffer.wrap("copy".getBytes(UTF_8)));
        var put = target.store().put(key, bytes, LIKE_A_CLIP, new Precondition.IfAbsent());
        if (!(put instanceof PutResult.Written(String etag))) {
            throw new StoreException(new StoreFailure.Unavailable("put " + key + ": another one is there", false));
        }
        try {
            var itself =
                    new Payload.Copied(target.bucket(), key, etag, bytes.sizeBytes(), Wire.sha256(bytes.content()));
            return isRefused(key, itself, new Precondition.IfAbsent())
                    && isRefused(key, itself, new Precondition.IfMatch(ANOTHER_ETAG));
        } finally {
            target.store().delete(key);
        }
    }

    /** A store that cannot do it at all is one that copies in parts. */
    private boolean isRefused(String key, Payload.Copied itself, Precondition precondition) throws StoreException {
        try (var copy = SingleCopy.of(target.s3(), target.bucket(), key, itself, LIKE_A_CLIP, precondition)) {
            copy.complete();
            return copy.result() instanceof PutResult.PreconditionFailed;
        } catch (StoreException e) {
            if (e.failure() instanceof StoreFailure.Unavailable) {
                throw e;
            }
            return false;
        }
    }

    /** Tells of a copy once it is there. */
    private final class Told implements PreparedPut {

        private final PreparedPut copy;
        private final BucketEvent.Copied done;

        Told(PreparedPut copy, BucketEvent.Copied done) {
            this.copy = copy;
            this.done = done;
        }

        @Override
        public boolean awaitVerified() throws StoreException {
            return copy.awaitVerified();
        }

        @Override
        public void complete() throws StoreException {
            copy.complete();
            if (copy.result() instanceof PutResult.Written) {
                target.events().on(done);
            }
        }

        @Override
        public PutResult result() throws StoreException {
            return copy.result();
        }

        @Override
        public void close() {
            copy.close();
        }
    }
}
