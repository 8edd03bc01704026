package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.tracing.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** This room's own, for tests of other rooms. */
public final class Readers {

    /** After everything that a test renders. */
    static final InstantSource LATE = InstantSource.fixed(Instant.parse("2100-01-01T00:00:00Z"));

    /** Knows of no purge. */
    public static final PurgedRenderings NO_PURGE = (uid, runId, renderedAt) -> false;

    private Readers() {}

    public static HighlightsReader over(ObjectStore store) {
        return new HighlightsReader(store);
    }

    /** Writes without pauses. */
    public static Highlights writing(ObjectStore store) {
        return writing(store, NO_PURGE);
    }

    /** Writes without pauses, and believes no time that is later. */
    public static Highlights writing(ObjectStore store, InstantSource clock) {
        return new Highlights(store, Duration.ZERO, Spans.none(), NO_PURGE, new Emptied(Duration.ofSeconds(2)), clock);
    }

    /** Writes without pauses, but for what was purged. */
    public static Highlights writing(ObjectStore store, PurgedRenderings purged) {
        return writing(store, Duration.ZERO, purged);
    }

    /** Writes with a pause after each. */
    public static Highlights writing(ObjectStore store, Duration pause, PurgedRenderings purged) {
        return new Highlights(store, pause, Spans.none(), purged, new Emptied(Duration.ofSeconds(2)), LATE);
    }

    /** As the worker is wired: what another writer is about to delete is waited for as long as there. */
    public static Highlights asWired(ObjectStore store, Duration pause, PurgedRenderings purged, InstantSource clock) {
        return new Highlights(store, pause, Spans.none(), purged, new Emptied(Emptied.LEFT_ALONE), clock);
    }

    /** Writes one run's document without asking about purges. */
    static RunWriter writer(ObjectStore store, String key) {
        return writer(store, key, LATE);
    }

    static RunWriter writer(ObjectStore store, String key, InstantSource clock) {
        return new RunWriter(new RunStore(store, key, new Emptied(Emptied.LEFT_ALONE)), renderedAt -> false, clock);
    }
}
