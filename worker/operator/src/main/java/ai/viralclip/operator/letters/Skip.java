package ai.viralclip.operator.letters;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a letter that was chosen is left as it is. */
public enum Skip {
    REPLAYED("already replayed"),
    DISCARDED("discarded"),
    VALUE_NOT_KEPT("without its value, which was larger than 8 MiB: announce the clip again"),
    REPLAYED_TOO_OFTEN("replayed three times and failed each time: mend the cause, then --force"),
    NOT_READABLE("no dead letter of a worker: a header of its own is missing or broken"),
    NOT_TAKEN("the brokers do not take it: it is larger than the topic allows, or its timestamp is refused");

    private final String inWords;

    Skip(String inWords) {
        this.inWords = inWords;
    }

    /** For people. */
    public String inWords() {
        return inWords;
    }

    /** In snake_case, such as {@code value_not_kept}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
