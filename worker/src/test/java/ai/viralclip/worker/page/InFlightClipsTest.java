package ai.viralclip.worker.page;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.delivery.UploadLane;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.page.InFlightClips.State;
import ai.viralclip.worker.telemetry.HandTurnedClock;
import ai.viralclip.worker.telemetry.RecordClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is told becomes what is shown. */
class InFlightClipsTest {

    private static final String VIDEO = "users/ana/launch/clips/clip_split_1.mp4";
    private static final String THUMBNAIL = "users/ana/launch/clips/clip_split_1.jpg";

    private final HandTurnedClock clock = new HandTurnedClock();
    private final NowWatch watch = new NowWatch(new RecordClock(clock), clock, 64);

    @Test
    void bytesAreThoseOfTheClipsOwnFiles() {
        watch.on(new IntakeEvent.Admitted(origin(7), ids(1)));
        AtomicLong sent = new AtomicLong();
        watch.on(new BucketEvent.PutBegan(VIDEO, 1_000, sent::get));
        watch.on(new BucketEvent.PutBegan("users/bo/x/clips/clip_split_1.mp4", 5_000, () -> 5_000));
        sent.set(400);
        assertThat(one()).extracting(InFlightClips.Seen::state).isEqualTo(State.SENDING);
        assertThat(one().sentBytes()).isEqualTo(400);
        assertThat(one().totalBytes()).isEqualTo(1_000);

        watch.on(new BucketEvent.PutBegan(THUMBNAIL, 20, () -> 20));
        watch.on(new BucketEvent.PutEnded(THUMBNAIL));
        sent.set(1_000);
        watch.on(new BucketEvent.PutEnded(VIDEO));
        sent.set(0);
        assertThat(one().state()).isEqualTo(State.SENT);
        assertThat(one().sentBytes()).isEqualTo(1_020);
    }

    @Test
    void theSecondEventOfAClipWaitsForTheFirst() {
        watch.on(new IntakeEvent.Admitted(origin(7), ids(1)));
        watch.on(new IntakeEvent.Admitted(origin(8), ids(1)));
        watch.on(new BucketEvent.PutBegan(VIDEO, 10, () -> 5));
        assertThat(watch.clips().seen(10))
                .extracting(one -> one.origin().offset(), InFlightClips.Seen::state)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(7L, State.SENDING),
                        org.assertj.core.groups.Tuple.tuple(8L, State.WAITING));
    }

    @Test
    void whatEndedOrWentElsewhereIsForgottenWithItsFiles() {
        for (int offset = 0; offset < 3; offset++) {
            watch.on(new IntakeEvent.Admitted(origin(offset), ids(offset)));
        }
        watch.on(new BucketEvent.PutBegan(VIDEO, 10, () -> 5));
        watch.on(new IntakeEvent.Ready(origin(0), 100, Duration.ZERO));
        watch.on(new IntakeEvent.Failed(origin(1), Reason.SIZE_MISMATCH, Duration.ZERO));
        assertThat(watch.clips().count()).isEqualTo(1);
        watch.on(new IntakeEvent.Dropped(0, 1));
        assertThat(watch.clips().count()).isZero();
        assertThat(watch.clips().oldestAge()).isZero();
        watch.on(new IntakeEvent.Admitted(origin(9), ids(1)));
        assertThat(one().totalBytes()).isZero();
    }

    @Test
    void theLastMinuteIsAMinute() {
        watch.on(new IntakeEvent.Ready(origin(0), 100, Duration.ZERO));
        clock.forwardSeconds(59);
        watch.on(new IntakeEvent.Failed(origin(1), Reason.SIZE_MISMATCH, Duration.ZERO));
        assertThat(watch.lastMinute().sums()).isEqualTo(new LastMinute.Sums(1, 1, 100));
        clock.forwardSeconds(1);
        assertThat(watch.lastMinute().sums()).isEqualTo(new LastMinute.Sums(0, 1, 0));
    }

    @Test
    void permitsAreThoseInUseAndThoseWaitedFor() {
        Uid ana = new Uid("ana");
        watch.on(new DeliveryEvent.Asked(UploadLane.SMALL, ana));
        watch.on(new DeliveryEvent.Asked(UploadLane.SMALL, ana));
        watch.on(new DeliveryEvent.Granted(UploadLane.SMALL, ana));
        watch.on(new DeliveryEvent.Limited(8));
        assertThat(watch.permits().lanes())
                .containsExactly(new PermitsInUse.Lane("small", 1, 1, 8), new PermitsInUse.Lane("large", 0, 0, 2));
        watch.on(new DeliveryEvent.Withdrawn(UploadLane.SMALL, ana));
        watch.on(new DeliveryEvent.Released(UploadLane.SMALL, ana));
        assertThat(watch.permits().lanes().getFirst()).isEqualTo(new PermitsInUse.Lane("small", 0, 0, 8));
    }

    @Test
    void partitionsAreThoseOfThisWorker() {
        watch.on(new IntakeEvent.Assigned(Set.of(0, 1)));
        watch.on(new IntakeEvent.Turned(Map.of(0, 12L, 5, 3L)));
        watch.on(new IntakeEvent.WindowsLookedAt(Map.of(0, new IntakeEvent.WindowSize(41, 9, true))));
        watch.on(new IntakeEvent.Parked(Set.of(1)));
        watch.on(new IntakeEvent.Admitted(origin(42), ids(1)));
        assertThat(watch.partitions().seen(watch.clips().counts()))
                .containsExactly(
                        new PartitionsSeen.Seen(0, 41, 1, 12, true, false, false),
                        new PartitionsSeen.Seen(1, 0, 0, 0, false, true, false));
    }

    private InFlightClips.Seen one() {
        return watch.clips().seen(10).getFirst();
    }

    private static IntakeEvent.Origin origin(long offset) {
        return new IntakeEvent.Origin(0, offset, HandTurnedClock.NOON.toEpochMilli());
    }

    private static KnownIds ids(int n) {
        return new KnownIds(
                Optional.of(new Uid("ana")),
                Optional.of(new RunId("launch")),
                Optional.of(new Style("split")),
                Optional.of(n));
    }
}
