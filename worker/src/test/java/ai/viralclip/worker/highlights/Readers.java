package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.tracing.Spans;
import java.time.Duration;

/** This room's own, for tests of other rooms. */
public final class Readers {

    private Readers() {}

    public static HighlightsReader over(ObjectStore store) {
        return new HighlightsReader(store);
    }

    /** Writes without pauses. */
    public static Highlights writing(ObjectStore store) {
        return new Highlights(store, Duration.ZERO, Spans.none());
    }
}
