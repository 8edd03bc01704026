package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a listing found under the run's {@code highlights.json}. */
public enum HighlightsState {
    /** A document; titles are from it. */
    PRESENT,
    /** Nothing; titles are file names. */
    MISSING,
    /** Something that is no such document; titles are file names. */
    BROKEN;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** In lower case, such as {@code present}. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    static HighlightsState ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not present, missing or broken"));
    }
}
