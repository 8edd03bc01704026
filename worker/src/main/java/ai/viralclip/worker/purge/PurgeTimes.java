package ai.viralclip.worker.purge;

import java.time.Duration;

/**
 * Why a purge waits for nine seconds before it deletes: by then no worker can publish a clip any more that it took up
 * without knowing of the purge (decision 0022). What each of them knows may be {@link #FRESH} old when a clip is
 * checked, and its {@code clip-ready} is written within {@link #WRITTEN_WITHIN} after that, or not at all.
 */
public final class PurgeTimes {

    /** What was heard of purges longer ago says nothing of now. */
    public static final Duration FRESH = Duration.ofSeconds(3);

    /** So long after clips were checked their {@code clip-ready} may be written, and no later. */
    public static final Duration WRITTEN_WITHIN = Duration.ofSeconds(6);

    /** A purge that was announced is known by then to whoever still publishes. */
    public static final Duration UNTIL_ALL_KNOW = FRESH.plus(WRITTEN_WITHIN);

    private PurgeTimes() {}
}
