package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.local.ValidMedia;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a delivery makes of sources that are not as they should be. */
class SourceDeliveryTest extends OneDelivery {

    @Test
    void aThumbnailThatChangesWhileItIsSentIsTriedAgain() throws Exception {
        store.onCall((operation, key) -> touch(thumbnail));
        store.failNext(Operation.PUT, Moment.BEFORE, new StoreFailure.BadDigest("other bytes arrived"));

        Outcome outcome = delivery.deliver(clip(sha256(MP4), sha256(JPEG)), Attempt.first());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause()).isEqualTo(DeferCause.SOURCE_CHANGED));
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aSourceThatDoesNotAnswerIsNeverGivenUp() throws Exception {
        store.failNext(
                Operation.PUT,
                Moment.BEFORE,
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
    void sizesAreKnownBeforeATurnIsAskedForAlsoIfNotAnnounced() throws Exception {
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
    void aClipOfAWrongFormAsksForNoTurnWhereItsSizeIsNotAnnounced() throws Exception {
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

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(NOON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
