package ai.viralclip.contracts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of an envelope's time: RFC 3339, as other languages write it. What is finer than a nanosecond is cut off.
 */
final class EventTimes {

    private static final Pattern FORM =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2})?)(\\.\\d{1,9})?\\d*(Z|[+-]\\d{2}:\\d{2})");

    private EventTimes() {}

    static Instant parse(String text) {
        Matcher parts = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (text.length() > 100 || !parts.matches()) {
            throw new IllegalArgumentException(
                    "is \"" + Shown.value(text) + "\", not a time with its zone such as 2026-01-31T12:00:00Z");
        }
        String fraction = parts.group(2) == null ? "" : parts.group(2);
        // A leap second, which the JDK does not know.
        String moment = parts.group(1).replaceFirst(":60$", ":59");
        try {
            return OffsetDateTime.parse(moment + fraction + parts.group(3)).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "is \"" + Shown.value(text) + "\", which no clock and no calendar has", e);
        }
    }
}
