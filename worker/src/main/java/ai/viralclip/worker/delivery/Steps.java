package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.BrokenHighlights;
import ai.viralclip.worker.highlights.HighlightUpdate;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.media.MediaException;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;

/** The steps of a clip that take time. Each that succeeds is told of, with the time that it took. */
final class Steps {

    private final UploadPermits uploads;
    private final Highlights highlights;
    private final ApplicationEventPublisher events;

    /**
     * @param uploads bounds the clips whose bytes move at one time; a clip that only waits for its highlights holds
     *     none
     */
    Steps(UploadPermits uploads, Highlights highlights, ApplicationEventPublisher events) {
        this.uploads = uploads;
        this.highlights = highlights;
        this.events = events;
    }

    /** Moves a clip's bytes. */
    interface Upload<T> {
        T run() throws MediaException, StoreException, SupersededException;
    }

    /** Waits for the clip's turn, and moves its bytes. */
    <T> T upload(Uid uid, long announcedBytes, Upload<T> bytes)
            throws MediaException, StoreException, SupersededException, InterruptedException {
        long asked = System.nanoTime();
        try (UploadPermits.Permit permit = uploads.acquire(uid, announcedBytes)) {
            took(Step.PERMIT, asked);
            long granted = System.nanoTime();
            T stored = bytes.run();
            permit.succeeded();
            took(Step.UPLOAD, granted);
            return stored;
        }
    }

    /** Waits until the run's document holds the update. */
    void merge(Uid uid, RunId runId, HighlightUpdate update)
            throws StoreException, BrokenHighlights, InterruptedException {
        long began = System.nanoTime();
        highlights.merge(uid, runId, update);
        took(Step.HIGHLIGHTS, began);
    }

    private void took(Step step, long began) {
        events.publishEvent(new DeliveryEvent.Took(step, Duration.ofNanos(System.nanoTime() - began)));
    }
}
