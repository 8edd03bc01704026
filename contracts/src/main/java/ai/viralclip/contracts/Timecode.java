package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A position in the source video, as {@code HH:MM:SS} or {@code HH:MM:SS.mmm}.
 *
 * @param value the text as announced; anything else is an {@link IllegalArgumentException}
 */
public record Timecode(@JsonValue String value) {

    static final Pattern FORM = Pattern.compile("^[0-9]{2}:[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{3})?$");

    public Timecode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("is not a time of the form HH:MM:SS or HH:MM:SS.mmm");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
