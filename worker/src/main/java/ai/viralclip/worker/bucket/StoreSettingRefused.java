package ai.viralclip.worker.bucket;

/** A setting of the store, or of the way to it, can never work: the process ends with this message. */
public final class StoreSettingRefused extends RuntimeException {

    private final String action;

    /**
     * Shows no secret.
     *
     * @param problem names the setting, property or variable
     */
    StoreSettingRefused(String problem, String action) {
        super(problem);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
