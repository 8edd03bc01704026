package ai.viralclip.worker.bucket;

import java.util.Locale;

/** What is done at the store with patience, call by call until it is done; its wire name is a metric's tag. */
public enum Errand {
    /** A page of a run's clips is listed. */
    LISTING,
    /** A user or a run is erased, or what would be is counted. */
    PURGE,
    /** What was stored of one purged clip is taken back. */
    WITHDRAWAL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
