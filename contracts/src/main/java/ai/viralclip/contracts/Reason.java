package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * Why a rendered clip was rejected: the closed set behind {@code clip-failed}. {@link #wireName()} is its JSON form,
 * and also metric tag, dead-letter header, log key and runbook heading.
 */
public enum Reason {
    /**
     * The record's value is null or not JSON, or its envelope is not that of an event of the type the topic carries.
     */
    EVENT_UNREADABLE,
    /**
     * A field is missing, or not of the form that the schema says; or it was rendered too long ago, or nobody says
     * when.
     */
    CONTRACT_BROKEN,
    /** A uid, run_id or style that could not be part of an object key. */
    ID_INVALID,
    /** The media's URI is not under a root, bucket or host that the worker may read from. */
    SOURCE_NOT_ALLOWED,
    /** The media was not there, or could not be read, through every retry. */
    SOURCE_MISSING,
    /** The video is no whole MP4 by its boxes, or the thumbnail no whole JPEG by its markers. */
    WRONG_MAGIC_BYTES,
    /** The media has another length than announced, or is larger than the worker takes. */
    SIZE_MISMATCH,
    /** The media has another SHA-256 than announced, or changed each time it was sent. */
    CHECKSUM_MISMATCH,
    /** The store says that this object can never be stored (too large, for one), or refuses it alone for a minute. */
    STORE_REFUSED,
    /** A later rendering of the same clip is stored already. */
    SUPERSEDED,
    /** What lies under the run's highlights.json is not such a document, and writing over it could destroy it. */
    HIGHLIGHTS_BROKEN,
    /** The run's highlights.json would become larger with it than is ever read. */
    HIGHLIGHTS_FULL,
    /** The user or run was purged after this clip was rendered. */
    PURGED,
    /** The worker has a defect that this event brings out, through every retry. */
    INTERNAL_ERROR;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in snake_case, such as {@code source_missing}. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    static Reason ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not one of the known reasons"));
    }
}
