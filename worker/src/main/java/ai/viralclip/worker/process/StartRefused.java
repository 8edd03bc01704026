package ai.viralclip.worker.process;

/** The worker cannot start as it is set up; the process ends with this message. */
public final class StartRefused extends RuntimeException {

    private final String action;

    /**
     * Shows no secret.
     *
     * @param problem what was wrong, and where: of a setting, its name
     * @param action what to do about it
     */
    public StartRefused(String problem, String action) {
        super(problem);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
