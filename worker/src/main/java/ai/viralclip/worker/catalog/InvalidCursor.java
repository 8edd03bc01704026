package ai.viralclip.worker.catalog;

/** A cursor that no listing ever gave. */
public final class InvalidCursor extends Exception {

    InvalidCursor() {
        super("/cursor: is not the next_cursor of a listing");
    }
}
