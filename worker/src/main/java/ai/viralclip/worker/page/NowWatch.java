package ai.viralclip.worker.page;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.telemetry.RecordClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps what the other rooms tell, for whoever looks at it now. There is none where the page is off. */
final class NowWatch implements IntakeEvent.Listener, DeliveryEvent.Listener, BucketEvent.Listener {

    private final InFlightClips clips;
    private final LastMinute lastMinute;
    private final PermitsInUse permits;
    private final PartitionsSeen partitions = new PartitionsSeen();
    private volatile Letters letters = new Letters(Optional.empty(), Optional.empty());

    /** @param mostUploads the limit until the store asks for less */
    NowWatch(RecordClock records, InstantSource clock, int mostUploads) {
        this.clips = new InFlightClips(records);
        this.lastMinute = new LastMinute(clock);
        this.permits = new PermitsInUse(mostUploads);
    }

    /**
     * The dead letters.
     *
     * @param count empty until they were counted
     * @param oldest when the first of them was put aside
     */
    record Letters(Optional<Long> count, Optional<Instant> oldest) {}

    InFlightClips clips() {
        return clips;
    }

    LastMinute lastMinute() {
        return lastMinute;
    }

    PermitsInUse permits() {
        return permits;
    }

    PartitionsSeen partitions() {
        return partitions;
    }

    Letters letters() {
        return letters;
    }

    @Override
    public void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Admitted(var origin, var ids) -> clips.admitted(origin, ids);
            case IntakeEvent.Ready(var origin, var bytes, var _) -> {
                clips.ended(origin);
                lastMinute.ready(bytes);
            }
            case IntakeEvent.Failed(var origin, var _, var _) -> {
                clips.ended(origin);
                lastMinute.failed();
            }
            case IntakeEvent.Dropped(var partition, var _) -> clips.dropped(partition);
            case IntakeEvent.LettersCounted(var count, var oldest) -> letters = new Letters(Optional.of(count), oldest);
            default -> partitions.on(event);
        }
    }

    @Override
    public void on(DeliveryEvent event) {
        permits.on(event);
    }

    @Override
    public void on(BucketEvent event) {
        clips.on(event);
    }
}
