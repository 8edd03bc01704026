package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * Why a rendered clip was rejected: the closed set behind {@code clip-failed}. {@link #wireName()} is its JSON form,
 * and also metric tag, dead-letter header, log key and runbook heading.
 */
public enum Reason {
    /** The record's value is null, not JSON, or not a CloudEvent of the type the topic carries. */
    EVENT_UNREADABLE,
    /** A field is missing, or not of the form that the schema says. */
    CONTRACT_BROKEN,
    /** A uid, run_id or style that could not be part of an object key. */
    ID_INVALID,
    /** The media's URI is not under a root, bucket or host that the worker may read from. */
    SOURCE_NOT_ALLOWED,
    /** The media was not there, through every retry. */
    SOURCE_MISSING,
    /** The video does not begin as an MP4, or the thumbnail not as a JPEG. */
    WRONG_MAGIC_BYTES,
    /** The media has another length than announced. */
    SIZE_MISMATCH,
    /** The media has another SHA-256 than announced. */
    CHECKSUM_MISMATCH,
    /** The store says that this object can never be stored, such as one that is too large. */
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
