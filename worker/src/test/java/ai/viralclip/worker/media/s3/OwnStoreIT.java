package ai.viralclip.worker.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.StoreUnderTest;
import ai.viralclip.worker.bucket.s3.SourceStore;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSourceContract;
import ai.viralclip.worker.media.S3MediaProperties.Unconfirmed;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media in the worker's own store: it is checked without its bytes, and copied by the store. */
class OwnStoreIT {

    private static final byte[] VIDEO = MediaSourceContract.VIDEO;
    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";

    @TempDir
    private Path temp;

    private final AtomicLong came = new AtomicLong();
    private SourceStore store;

    @BeforeEach
    void start() throws Exception {
        store = SourceStore.start(temp);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void noByteComesToTheWorkerWhereTheAnnouncementIsTrusted() throws Exception {
        CheckedMedia media = open(Unconfirmed.TRUST, sha256(VIDEO));

        assertThat(put(media)).isInstanceOf(PutResult.Written.class);
        assertThat(came).hasValue(0);
        assertThat(clip()).isEqualTo(ByteBuffer.wrap(VIDEO));
        assertThat(store.clips().head(KEY).orElseThrow().contentType()).isEqualTo("video/mp4");
        assertThat(store.clips().head(KEY).orElseThrow().metadata()).isEqualTo(StoreUnderTest.VIDEO.metadata());
    }

    @Test
    void whatTheStoreCannotConfirmIsReadOnceBeforeItIsCopied() throws Exception {
        CheckedMedia media = open(Unconfirmed.READ, sha256(VIDEO));

        assertThat(media.content()).isInstanceOf(Payload.Copied.class);
        assertThat(came).hasValue(VIDEO.length);
        put(media);
        assertThat(came).hasValue(VIDEO.length);
    }

    @Test
    void anotherHashThanAnnouncedIsFoundBeforeAnythingIsCopied() {
        var found =
                catchThrowableOfType(MediaException.class, () -> open(Unconfirmed.READ, new Sha256("0".repeat(64))));

        assertThat(found.failure()).isInstanceOf(MediaFailure.ChecksumMismatch.class);
    }

    @Test
    void aCopyCreatesAnObjectOnceAndReplacesOnlyWhatItSaw() throws Exception {
        CheckedMedia media = open(Unconfirmed.TRUST, sha256(VIDEO));
        String first = StoreUnderTest.written(put(media));

        assertThat(put(media)).isInstanceOf(PutResult.PreconditionFailed.class);
        assertThat(put(media, new Precondition.IfMatch("0".repeat(32))))
                .isInstanceOf(PutResult.PreconditionFailed.class);
        assertThat(put(media, new Precondition.IfMatch(first))).isInstanceOf(PutResult.Written.class);
    }

    @Test
    void whatIsPreparedIsNotVisibleBeforeItIsCompleted() throws Exception {
        CheckedMedia media = open(Unconfirmed.TRUST, sha256(VIDEO));
        try (var copy =
                store.clips().prepare(KEY, media.content(), StoreUnderTest.VIDEO, new Precondition.IfAbsent())) {
            assertThat(copy.awaitVerified()).isTrue();
            assertThat(store.clips().head(KEY)).isEmpty();
            copy.complete();
            assertThat(copy.awaitVerified()).isFalse();
            assertThat(copy.result()).isInstanceOf(PutResult.Written.class);
        }
        assertThat(store.clips().head(KEY)).isPresent();
        assertThat(store.clips().uploads("users/", Optional.empty()).items()).isEmpty();
    }

    @Test
    void whatIsGivenUpLeavesNothingBehind() throws Exception {
        CheckedMedia media = open(Unconfirmed.TRUST, sha256(VIDEO));
        try (var copy =
                store.clips().prepare(KEY, media.content(), StoreUnderTest.VIDEO, new Precondition.IfAbsent())) {
            assertThat(copy.awaitVerified()).isTrue();
        }
        assertThat(store.clips().head(KEY)).isEmpty();
        assertThat(store.clips().uploads("users/", Optional.empty()).items()).isEmpty();
    }

    @Test
    void aSourceThatIsReplacedBeforeItsCopyIsNotCopied() throws Exception {
        CheckedMedia media = open(Unconfirmed.TRUST, sha256(VIDEO));
        store.put(SourceStore.MEDIA, "in/clip.mp4", MediaSourceContract.LATER);

        assertThat(failure(() -> put(media))).isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(store.clips().head(KEY)).isEmpty();
    }

    @Test
    void aSourceThatIsGoneBeforeItsCopyIsMissing() throws Exception {
        CheckedMedia media = open(Unconfirmed.TRUST, sha256(VIDEO));
        store.delete(SourceStore.MEDIA, "in/clip.mp4");

        assertThat(failure(() -> put(media))).isInstanceOf(StoreFailure.SourceUnreadable.class);
    }

    @Test
    void theFormIsReadFromWhereverItsBoxesAre() throws Exception {
        byte[] broken = ValidMedia.mp4(400_000);
        store.put(SourceStore.MEDIA, "in/cut.mp4", java.util.Arrays.copyOf(broken, 399_999));
        var announced = new RenderedMedia(
                URI.create("s3://" + SourceStore.MEDIA + "/in/cut.mp4"), Optional.empty(), Optional.empty());
        var source = BucketPlace.own(store, Unconfirmed.TRUST, _ -> {}).source();

        var found = catchThrowableOfType(MediaException.class, () -> source.open(announced, MediaKind.VIDEO));

        assertThat(found.failure()).isInstanceOf(MediaFailure.WrongMagicBytes.class);
    }

    private CheckedMedia open(Unconfirmed unconfirmed, Sha256 sha256) throws MediaException {
        BucketPlace place = BucketPlace.own(store, unconfirmed, event -> count(event));
        URI uri = place.put("clip.mp4", VIDEO);
        return place.source()
                .open(new RenderedMedia(uri, Optional.of((long) VIDEO.length), Optional.of(sha256)), MediaKind.VIDEO);
    }

    private void count(ai.viralclip.worker.media.MediaEvent event) {
        if (event instanceof ai.viralclip.worker.media.MediaEvent.Came some) {
            came.addAndGet(some.bytes());
        }
    }

    private PutResult put(CheckedMedia media) throws StoreException {
        return put(media, new Precondition.IfAbsent());
    }

    private PutResult put(CheckedMedia media, Precondition precondition) throws StoreException {
        return store.clips().put(KEY, media.content(), StoreUnderTest.VIDEO, precondition);
    }

    private ByteBuffer clip() throws StoreException {
        ObjectStore clips = store.clips();
        return clips.get(KEY, VIDEO.length).orElseThrow().bytes();
    }

    private static StoreFailure failure(ThrowingCallable call) {
        return StoreUnderTest.failure(call);
    }

    private static Sha256 sha256(byte[] bytes) {
        return InMemoryObjectStore.sha256(ByteBuffer.wrap(bytes));
    }
}
