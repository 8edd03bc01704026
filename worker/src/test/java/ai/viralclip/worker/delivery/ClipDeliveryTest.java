package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.InMemoryObjectStore.Operation;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.PurgedRenderings;
import ai.viralclip.worker.highlights.Readers;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.Sources;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ClipDeliveryTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final byte[] MP4 = ValidMedia.mp4(300_012);
    private static final byte[] JPEG = ValidMedia.jpeg(60);

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<Object> told = new ArrayList<>();
    private Path root;
    private Path video;
    private Path thumbnail;
    private ClipDelivery delivery;

    @BeforeEach
    void build() throws IOException {
        root = Files.createDirectories(temp.resolve("media")).toRealPath();
        video = Files.write(root.resolve("clip.mp4"), MP4);
        thumbnail = Files.write(root.resolve("clip.jpg"), JPEG);
        delivery = withPermits(new UploadPermits(4, Long.MAX_VALUE, () -> NOON, event -> {}));
    }

    private ClipDelivery withPermits(UploadPermits permits) {
        return with(permits, key -> new PresignedUrl(URI.create("https://store.example/" + key), NOON.plusSeconds(60)));
    }

    private ClipDelivery with(UploadPermits permits, UrlSigner signer) {
        DeliveryProperties properties = new DeliveryProperties(
                4,
                DataSize.ofGigabytes(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(15),
                10,
                Duration.ofMinutes(10),
                "private",
                Duration.ofDays(400));
        return new ClipDelivery(
                Sources.under(root),
                new ClipUploader(store, properties.cacheControl(), () -> NOON),
                new Steps(permits, Readers.writing(store), told::add),
                signer,
                new FailurePolicy(properties, () -> NOON, () -> 0),
                PurgedRenderings.NONE);
    }

    @Test
    void theThumbnailIsStoredBeforeTheVideoAndBothBeforeTheDocument() throws Exception {
        Outcome outcome = delivery.deliver(clip(sha256(MP4), sha256(JPEG)), Attempt.first());

        assertThat(outcome).isInstanceOf(Outcome.Ready.class);
        assertThat(store.keys())
                .containsExactly(OneClip.KEY + ".jpg", OneClip.KEY + ".mp4", "users/ana/launch/highlights.json");
        assertThat(store.count(Operation.HEAD)).isZero();
        assertThat(store.count(Operation.PUT)).isEqualTo(3);
    }

    /** A URL that is dead on arrival is not announced: the store is asked whether that holds for everybody. */
    @Test
    void aClipWhoseUrlCannotBeSignedIsNotReadyAndWaits() throws Exception {
        UrlSigner ended = key -> {
            throw new StoreException(new StoreFailure.Denied("the temporary credentials ended"));
        };
        Outcome outcome = with(new UploadPermits(4, Long.MAX_VALUE, () -> NOON, event -> {}), ended)
                .deliver(clip(sha256(MP4), sha256(JPEG)), Attempt.first());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.alone()).isInstanceOf(Outcome.Deferred.class));
    }

    @Test
    void eachStepThatSucceededIsToldOfInItsTurnAndNoOther() throws Exception {
        delivery.deliver(clip(sha256(MP4), sha256(JPEG)), Attempt.first());
        assertThat(stepsTold()).containsExactly(Step.PERMIT, Step.UPLOAD, Step.HIGHLIGHTS);

        told.clear();
        delivery.deliver(clip(sha256(JPEG), sha256(JPEG)), Attempt.first());
        assertThat(stepsTold()).containsExactly(Step.PERMIT);
    }

    private List<Step> stepsTold() {
        return told.stream().map(event -> ((DeliveryEvent.Took) event).step()).toList();
    }

    @Test
    void aVideoThatIsNotTheAnnouncedOneIsRejectedAtOnceAndLeavesNothing() throws Exception {
        Outcome outcome = delivery.deliver(clip(sha256(JPEG), sha256(JPEG)), Attempt.first());

        leavesNothingForItsChecksum(outcome);
    }

    @Test
    void aThumbnailThatIsNotTheAnnouncedOneIsRejectedAtOnceAndLeavesNothing() throws Exception {
        Outcome outcome = delivery.deliver(clip(sha256(MP4), sha256(MP4)), Attempt.first());

        leavesNothingForItsChecksum(outcome);
    }

    @Test
    void aThumbnailThatChangesWhileItIsSentIsTriedAgain() throws Exception {
        store.onCall((operation, key) -> touch(thumbnail));
        store.failNext(
                Operation.PUT, InMemoryObjectStore.Moment.BEFORE, new StoreFailure.BadDigest("other bytes arrived"));

        Outcome outcome = delivery.deliver(clip(sha256(MP4), sha256(JPEG)), Attempt.first());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause()).isEqualTo(DeferCause.SOURCE_CHANGED));
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aVideoWhosePurgeBeginsWhileItIsSentIsKeptBack() throws Exception {
        AtomicBoolean purged = new AtomicBoolean();
        // Asked first, since others may have stored it: the purge begins after that.
        store.onCall((operation, key) -> purged.set(true));
        Outcome outcome = StoredClips.into(store, root, (uid, run, at) -> purged.get())
                .deliver(StoredClips.rendered(root, NOON), Attempt.firstAfterOthers());
        assertThat(outcome).isEqualTo(new Outcome.Overtaken());
        assertThat(store.count(Operation.PUT)).isZero();
    }

    @Test
    void aClipThatWasRenderedBeforeAllThatIsKnownOfPurgesIsRefusedAndTakesNothingBack() throws Exception {
        delivery.deliver(clip(sha256(MP4), sha256(JPEG)), Attempt.first());
        RenderedClip old = OneClip.rendered(
                media(video, sha256(MP4)),
                Optional.empty(),
                NOON.minus(Duration.ofDays(400)).minusMillis(1));

        assertThat(delivery.deliver(old, Attempt.first())).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.CONTRACT_BROKEN);
            assertThat(rejected.detail()).contains("clip.delivery.oldest-rendering");
        });
        assertThat(store.keys()).hasSize(3);
    }

    @Test
    void aSourceThatDoesNotAnswerIsNeverGivenUp() throws Exception {
        store.failNext(
                Operation.PUT,
                InMemoryObjectStore.Moment.BEFORE,
                new StoreFailure.SourceUnresponsive("/media did not answer within 10000 ms"));
        Attempt late = new Attempt(
                1_000,
                Optional.of(new Attempt.Streak(DeferCause.SOURCE_UNRESPONSIVE, 1_000, NOON.minus(Duration.ofDays(1)))),
                Attempt.Before.NOBODY);

        assertThat(delivery.deliver(clip(sha256(MP4), sha256(JPEG)), late))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause()).isEqualTo(DeferCause.SOURCE_UNRESPONSIVE));
    }

    @Test
    void aRootThatIsNotMountedIsNeverTakenForMissingFiles() throws Exception {
        RenderedClip clip = clip(sha256(MP4), sha256(JPEG));
        Files.delete(video);
        Files.delete(thumbnail);
        Attempt late = new Attempt(
                1_000,
                Optional.of(new Attempt.Streak(DeferCause.SOURCE_ROOT_GONE, 1_000, NOON.minus(Duration.ofDays(1)))),
                Attempt.Before.NOBODY);

        assertThat(delivery.deliver(clip, late))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause()).isEqualTo(DeferCause.SOURCE_ROOT_GONE));
    }

    /** Else clips of unannounced size take the lane of small ones with gigabytes. */
    @Test
    void theSizeOfVideoAndThumbnailIsKnownBeforeATurnIsAskedForAlsoWhereNoneWasAnnounced() throws Exception {
        Path huge = root.resolve("huge.mp4");
        sparse(huge, ValidMedia.mp4Head(UploadLane.LARGE_BYTES), UploadLane.LARGE_BYTES);
        UploadPermits permits = new UploadPermits(4, Long.MAX_VALUE, () -> NOON, told::add);
        RenderedClip clip =
                OneClip.rendered(media(huge, sha256(MP4)), Optional.of(media(thumbnail, sha256(JPEG))), NOON);

        withPermits(permits).deliver(clip, Attempt.first());

        assertThat(told)
                .contains(new DeliveryEvent.Asked(UploadLane.LARGE, clip.data().uid()));
    }

    @Test
    void aClipThatIsRefusedByItsFormAsksForNoTurnWhereItsSizeWasNotAnnounced() throws Exception {
        Files.write(video, JPEG);
        UploadPermits permits = new UploadPermits(4, Long.MAX_VALUE, () -> NOON, told::add);

        Outcome outcome = withPermits(permits).deliver(clip(sha256(MP4), sha256(JPEG)), Attempt.first());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.WRONG_MAGIC_BYTES));
        assertThat(told).isEmpty();
    }

    private static void sparse(Path file, byte[] head, long bytes) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(head);
            out.setLength(bytes);
        }
    }

    private void leavesNothingForItsChecksum(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.CHECKSUM_MISMATCH));
        assertThat(store.keys()).isEmpty();
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(NOON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RenderedClip clip(Sha256 ofVideo, Sha256 ofThumbnail) {
        return OneClip.rendered(media(video, ofVideo), Optional.of(media(thumbnail, ofThumbnail)), NOON);
    }

    private static RenderedMedia media(Path file, Sha256 sha256) {
        return new RenderedMedia(file.toUri(), Optional.empty(), Optional.of(sha256));
    }

    private static Sha256 sha256(byte[] bytes) throws Exception {
        return new Sha256(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
}
