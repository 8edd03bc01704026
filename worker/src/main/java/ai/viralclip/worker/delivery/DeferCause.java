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
    /** The file system that the media is on does not answer: for as long as it lasts. */
    SOURCE_UNRESPONSIVE,
    /** The root that the media is under is not mounted: for as long as it lasts. */
    SOURCE_ROOT_GONE,
    /** A defect of the worker: within the same bounds. */
    INTERNAL_ERROR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
