package ai.viralclip.worker.delivery;

import java.util.Locale;

/** Why a clip waits for another attempt; its wire name is metric tag, log key and runbook heading. */
public enum DeferCause {
    /** The store answers 5xx, times out or resets: for as long as it lasts. */
    STORE_UNAVAILABLE,
    /** The store asks for fewer requests: for as long as it lasts. */
    STORE_THROTTLED,
    /** The store refuses this clip's objects, and takes others: within bounds, or for as long as it lasts. */
    OBJECT_REFUSED,
    /** The media is not there yet: within the bounds of {@code clip.delivery.source-*}. */
    SOURCE_MISSING,
    /** The media changed while it was sent: within the same bounds. */
    SOURCE_CHANGED,
    /** Where the media is (a file system, a server) does not answer: for as long as it lasts. */
    SOURCE_UNRESPONSIVE,
    /**
     * The place that the media is under is not there (a root is not mounted, a bucket or a key is refused): for as long
     * as it lasts.
     */
    SOURCE_ROOT_GONE,
    /** A defect of the worker: within the same bounds. */
    INTERNAL_ERROR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
