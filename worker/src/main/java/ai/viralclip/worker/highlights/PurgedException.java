package ai.viralclip.worker.highlights;

/** A purge reached the clip while its highlight waited to be written: it is not written. */
public final class PurgedException extends Exception {

    PurgedException() {
        super("purged while its highlight waited to be written");
    }
}
