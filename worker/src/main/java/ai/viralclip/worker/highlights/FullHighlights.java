package ai.viralclip.worker.highlights;

/**
 * With this highlight the run's document would be larger than is ever read: it is not written, or nobody could read or
 * purge the document any more.
 */
public final class FullHighlights extends Exception {

    FullHighlights(int entries) {
        super("highlights.json has " + entries + " entries and would be larger than " + HighlightsDocument.MOST_BYTES
                + " bytes with this one; render further clips under another run_id");
    }

    /** What does not fit; safe to show. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
