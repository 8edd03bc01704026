package ai.viralclip.operator.letters;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time in a filter: one of the calendar, or an age that counts from when the filter is used. */
sealed interface When {

    /** The time that is meant. */
    Instant at(Instant now);

    /**
     * Reads a time.
     *
     * @throws Refused with what is understood
     */
    static When parse(String term, String text) {
        Matcher age = Age.FORM.matcher(text);
        try {
            if (age.matches()) {
                return Age.of(Long.parseLong(age.group(1)), age.group(2));
            }
            return text.contains("T")
                    ? new Fixed(OffsetDateTime.parse(text).toInstant())
                    : new Fixed(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException e) {
            throw new Refused(
                    Refused.Kind.WRONG_INPUT,
                    "\"" + term + ":" + Harmless.value(text) + "\" is no time: write an age such as 30m, 2h, 3d, a day"
                            + " such as 2026-11-29, or a time such as 2026-11-29T08:00:00Z",
                    e);
        }
    }

    /** A time of the calendar. */
    record Fixed(Instant time) implements When {

        @Override
        public Instant at(Instant now) {
            return time;
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /** So long ago. */
    record Age(Duration age) implements When {

        private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhdw])");
        private static final Map<String, Duration> UNITS = Map.of(
                "s", Duration.ofSeconds(1),
                "m", Duration.ofMinutes(1),
                "h", Duration.ofHours(1),
                "d", Duration.ofDays(1),
                "w", Duration.ofDays(7));

        private static final Duration LONGEST = Duration.ofDays(36_500);

        static Age of(long count, String unit) {
            Duration age = UNITS.getOrDefault(unit, Duration.ZERO).multipliedBy(count);
            if (age.compareTo(LONGEST) > 0) {
                throw new ArithmeticException("more than a hundred years");
            }
            return new Age(age);
        }

        @Override
        public Instant at(Instant now) {
            return now.minus(age);
        }

        @Override
        public String toString() {
            return age.toSeconds() + "s";
        }
    }
}
