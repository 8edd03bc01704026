package ai.viralclip.worker.delivery;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.BrokenHighlights;
import ai.viralclip.worker.highlights.FullHighlights;
import ai.viralclip.worker.highlights.HighlightUpdate;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.highlights.PurgedException;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.tracing.StepSpan;
import java.time.Duration;

/** The steps of a clip that take time. Each that succeeds is told of, with the time that it took. */
final class Steps {

    private final UploadPermits uploads;
    private final Highlights highlights;
    private final DeliveryEvent.Listener events;

    /**
     * @param uploads bounds the clips whose bytes move at one time; a clip that only waits for its highlights holds
     *     none
     */
    Steps(UploadPermits uploads, Highlights highlights, DeliveryEvent.Listener events) {
        this.uploads = uploads;
        this.highlights = highlights;
        this.events = events;
    }

    /** Moves a clip's bytes. */
    interface Upload<T> {
        T run() throws MediaException, StoreException, SupersededException;
    }

    /**
     * Waits for the clip's turn, and moves its bytes.
     *
     * @param sizeBytes of all that is to be moved
     */
    <T> T upload(RenderedClip clip, long sizeBytes, Upload<T> bytes)
            throws MediaException, StoreException, SupersededException, InterruptedException {
        try (UploadPermits.Permit permit = permit(clip, sizeBytes);
                StepSpan _ = clip.trace().upload()) {
            long granted = System.nanoTime();
            T stored = bytes.run();
            permit.succeeded();
            took(Step.UPLOAD, granted);
            return stored;
        }
    }

    private UploadPermits.Permit permit(RenderedClip clip, long sizeBytes) throws InterruptedException {
        long asked = System.nanoTime();
        try (StepSpan _ = clip.trace().permit()) {
            UploadPermits.Permit permit = uploads.acquire(clip.data().uid(), sizeBytes);
            took(Step.PERMIT, asked);
            return permit;
        }
    }

    /** Waits until the run's document holds the update. */
    void merge(RenderedClip clip, HighlightUpdate update)
            throws StoreException, BrokenHighlights, FullHighlights, PurgedException, InterruptedException {
        long began = System.nanoTime();
        try (StepSpan _ = clip.trace().highlights()) {
            highlights.merge(clip.data().uid(), clip.data().runId(), update);
            took(Step.HIGHLIGHTS, began);
        }
    }

    private void took(Step step, long began) {
        events.on(new DeliveryEvent.Took(step, Duration.ofNanos(System.nanoTime() - began)));
    }
}
