package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The numbers of one deletion while it is at work, told to whoever keeps them. */
final class Tally {

    private final Instant until;
    private final boolean countsOnly;
    private final Consumer<Progress> told;
    private Progress progress;

    Tally(Instant until, boolean countsOnly, Progress from, Consumer<Progress> told) {
        this.until = until;
        this.countsOnly = countsOnly;
        this.progress = from;
        this.told = told;
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
    }
}
