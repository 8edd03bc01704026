package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The framing a clip was cut in, such as {@code left_focus} or {@code intelligent_split}. May contain underscores, so
 * the name {@code clip_<style>_<n>} is parsed from its end.
 *
 * @param value matches {@code [A-Za-z0-9][A-Za-z0-9._-]{0,127}} and contains no {@code ..}; anything else is an
 *     {@link IllegalArgumentException} whose message is safe to show
 */
public record Style(@JsonValue String value) {

    public Style {
        Ids.checked(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
