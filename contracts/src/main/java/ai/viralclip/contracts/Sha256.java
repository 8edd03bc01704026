package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest, as 64 lower-case hexadecimal digits.
 *
 * @param hex the digits; anything else is an {@link IllegalArgumentException}
 */
public record Sha256(@JsonValue String hex) {

    static final Pattern FORM = Pattern.compile("^[0-9a-f]{64}$");

    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("is not 64 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
