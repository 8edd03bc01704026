package ai.viralclip.worker.highlights;

/**
 * What lies under {@code highlights.json} is not such a document; writing over it could destroy what others put there.
 */
public final class BrokenHighlights extends Exception {

    private final String problem;

    BrokenHighlights(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What is wrong with the document; safe to show. */
    public String problem() {
        return problem;
    }
}
