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
        return writing(store, PurgedRenderings.NONE);
    }

    /** Writes without pauses, but for what was purged. */
    public static Highlights writing(ObjectStore store, PurgedRenderings purged) {
        return writing(store, Duration.ZERO, purged);
    }

    /** Writes with a pause after each. */
    public static Highlights writing(ObjectStore store, Duration pause, PurgedRenderings purged) {
        return new Highlights(store, pause, Spans.none(), purged, new Emptied(Duration.ofSeconds(2)));
    }

    /** As the worker is wired: what another writer is about to delete is waited for as long as there. */
    public static Highlights asWired(ObjectStore store, Duration pause, PurgedRenderings purged) {
        return new Highlights(store, pause, Spans.none(), purged, new Emptied(Emptied.LEFT_ALONE));
    }

    /** Writes one run's document without asking about purges. */
    static RunWriter writer(ObjectStore store, String key) {
        return new RunWriter(new RunStore(store, key, new Emptied(Emptied.LEFT_ALONE)), renderedAt -> false);
    }
}
