package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What can be found by a verification; a closed set. {@link #wireName()} is its JSON form. */
public enum FindingKind {
    /** A video whose highlight is not in its run's {@code highlights.json}. */
    OBJECT_WITHOUT_ENTRY,
    /** A highlight in {@code highlights.json} of which there is no video in any style. */
    ENTRY_WITHOUT_OBJECT,
    /** The highlight is of an earlier rendering than the video that is there. */
    ENTRY_OUTDATED,
    /** A run that has videos, and no {@code highlights.json}. */
    HIGHLIGHTS_MISSING,
    /** What lies under {@code highlights.json} is no such document, or too large to be read. */
    HIGHLIGHTS_UNREADABLE,
    /** A video whose announced thumbnail is not there. */
    THUMBNAIL_MISSING,
    /** A thumbnail whose video is not there. */
    THUMBNAIL_WITHOUT_VIDEO,
    /** A clip's file that lacks what a worker stores beside its bytes, or has it in another form. */
    METADATA_BROKEN,
    /** The bytes are not those that the object says to hold: found by reading them alone. */
    BYTES_DIFFER,
    /** A key under {@code users/} that no worker writes. */
    FOREIGN_OBJECT,
    /** A multipart upload that was begun more than a day ago, and is still open. */
    ABANDONED_UPLOAD,
    /** An object that was rendered before a purge that reaches it. */
    PURGED_OBJECT_LEFT,
    /** A {@code clip-ready} whose video is not there. */
    ANNOUNCED_MISSING,
    /** A {@code clip-ready} whose object is another one, and no later rendering. */
    ANNOUNCED_DIFFERS,
    /** A dead letter whose clip was stored since; a note. */
    DEAD_LETTER_ANSWERED,
    /** A topic that the worker may not read, or that is not there: what is on it was not compared. */
    TOPIC_UNREADABLE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in snake_case, such as {@code object_without_entry}. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    static FindingKind ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not one of the known kinds"));
    }
}
