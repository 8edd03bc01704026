package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.ListedObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One purge's numbers while it is at work, told to whoever keeps them, and to the log now and then. */
final class Tally {

    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Instant until;
    private final boolean countsOnly;
    private final InstantSource clock;
    private final Consumer<Progress> told;
    private Progress progress;
    private Instant nextLine;

    Tally(Instant until, boolean countsOnly, Progress from, InstantSource clock, Consumer<Progress> told) {
        this.until = until;
        this.countsOnly = countsOnly;
        this.progress = from;
        this.clock = clock;
        this.told = told;
        this.nextLine = clock.instant().plus(BETWEEN_LINES);
    }

    Instant until() {
        return until;
    }

    boolean countsOnly() {
        return countsOnly;
    }

    Progress progress() {
        return progress;
    }

    void deleted(List<ListedObject> objects) {
        set(progress.deleted(
                objects.size(),
                objects.stream().mapToLong(ListedObject::sizeBytes).sum()));
    }

    void aborted(long uploads) {
        set(progress.aborted(uploads));
    }

    private void set(Progress now) {
        progress = now;
        told.accept(now);
        if (clock.instant().isAfter(nextLine)) {
            nextLine = clock.instant().plus(BETWEEN_LINES);
            LOG.info("purging objects={} bytes={} uploads={}", now.objects(), now.bytes(), now.uploads());
        }
    }
}
