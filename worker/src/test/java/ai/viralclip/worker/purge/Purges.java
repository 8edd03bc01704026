package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.highlights.Readers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** This room's own, for tests of other rooms. */
public final class Purges {

    public static final Patience PATIENCE = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));

    private Purges() {}

    public static PurgeLedger ledger(InstantSource clock) {
        return new PurgeLedger(clock, Duration.ofDays(400));
    }

    /** Of a purge that begins then. Named like another thing of intake. */
    public static Progress progress(Instant began) {
        return Progress.start(began);
    }

    public static Purge over(InMemoryObjectStore store, InstantSource clock) {
        return over(store, Readers.writing(store), PATIENCE, clock);
    }

    public static Purge over(ObjectStore store, Highlights highlights, Patience patience, InstantSource clock) {
        return PurgeConfiguration.over(store, highlights, patience, clock);
    }
}
