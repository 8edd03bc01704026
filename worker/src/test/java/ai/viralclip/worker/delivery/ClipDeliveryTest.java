package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.UrlSigner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a clip goes into the store, and what is told of it. */
class ClipDeliveryTest extends OneDelivery {

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
    void aVideoThatWasNotAnnouncedIsRejectedAtOnceAndLeavesNothing() throws Exception {
        Outcome outcome = delivery.deliver(clip(sha256(JPEG), sha256(JPEG)), Attempt.first());

        leavesNothingForItsChecksum(outcome);
    }

    @Test
    void aThumbnailThatWasNotAnnouncedIsRejectedAndLeavesNothing() throws Exception {
        Outcome outcome = delivery.deliver(clip(sha256(MP4), sha256(MP4)), Attempt.first());

        leavesNothingForItsChecksum(outcome);
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
    void aClipOfBeforeAllKnownPurgesIsRefusedAndTakesNothingBack() throws Exception {
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

    private void leavesNothingForItsChecksum(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.CHECKSUM_MISMATCH));
        assertThat(store.keys()).isEmpty();
    }
}
