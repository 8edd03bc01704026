package ai.viralclip.contracts;

import java.util.regex.Pattern;

/**
 * The one rule of the three ids. They become parts of an object key, so whatever could leave its own prefix (a slash, a
 * leading dot, two dots) is not an id.
 */
final class Ids {

    static final Pattern FORM = Pattern.compile("^(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._-]{0,127}$");

    private Ids() {}

    static String checked(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidId("is not 1 to 128 of A-Z a-z 0-9 . _ - (beginning with a letter or digit, no \"..\"): \""
                    + Shown.value(value) + "\"");
        }
        return value;
    }
}
