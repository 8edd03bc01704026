package ai.viralclip.worker.delivery;

import java.util.Locale;

/** Large clips have permits of their own, so that however many of them are under way, small ones go on. */
public enum UploadLane {
    SMALL,
    LARGE;

    /** Above this, a clip takes seconds where small ones take a fraction of one. */
    static final long LARGE_BYTES = 64L * 1024 * 1024;

    private static final int SHARE_OF_LARGE = 4;

    static UploadLane of(long clipBytes) {
        return clipBytes > LARGE_BYTES ? LARGE : SMALL;
    }

    /**
     * How many clips may move on this lane at one time.
     *
     * @param clips small ones
     */
    public int limit(int clips) {
        return switch (this) {
            case SMALL -> clips;
            case LARGE -> Math.max(1, clips / SHARE_OF_LARGE);
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
