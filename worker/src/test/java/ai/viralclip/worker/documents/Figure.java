package ai.viralclip.worker.documents;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * A figure that the code has: a constant such as {@code purge.PurgeTimes.FRESH}, or the default of a setting such as
 * {@code clip.urls.ttl}.
 *
 * @param value a {@link Duration}, a {@link DataSize}, or a number
 */
record Figure(Object value) {

    private static final String ROOT = "ai.viralclip.worker.";
    private static final String CONTRACTS = "ai.viralclip.contracts.";
    private static final Pattern UNIT = Pattern.compile("\\{(\\w+)}");
    private static final String[] WORDS = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    static Figure of(String name) {
        return name.startsWith("clip.") ? new Figure(parsed(Defaults.read().of(name))) : new Figure(constant(name));
    }

    /** The sentence with the figure in it, in the unit that it asks for. */
    String in(String sentence) {
        return UNIT.matcher(sentence).replaceAll(this::written);
    }

    private String written(MatchResult unit) {
        return switch (unit.group(1)) {
            case "n" -> grouped(number());
            case "word" -> WORDS[(int) number()];
            case "KiB" -> whole(bytes(), 1024) + " KiB";
            case "MiB" -> whole(bytes(), 1024 * 1024) + " MiB";
            case "GiB" -> whole(bytes(), 1024 * 1024 * 1024) + " GiB";
            case "ms" -> grouped(duration().toMillis()) + " ms";
            case "s" -> whole(duration().toMillis(), 1000) + " s";
            case "min" -> whole(duration().toSeconds(), 60) + " min";
            case "minutes" -> whole(duration().toSeconds(), 60) + " minutes";
            case "hours" -> whole(duration().toMinutes(), 60) + " hours";
            case "days" -> whole(duration().toHours(), 24) + " days";
            default -> throw new IllegalArgumentException("no unit: " + unit.group());
        };
    }

    private static Object parsed(String text) {
        if (text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        return text.matches("\\d+[KMG]B") ? DataSize.parse(text) : DurationStyle.SIMPLE.parse(text);
    }

    private static Object constant(String name) {
        String type = name.substring(0, name.lastIndexOf('.'));
        String full = type.startsWith("contracts.") ? CONTRACTS + type.substring("contracts.".length()) : ROOT + type;
        try {
            Field field = Class.forName(full).getDeclaredField(name.substring(name.lastIndexOf('.') + 1));
            field.setAccessible(true);
            return Objects.requireNonNull(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("there is no constant " + name, e);
        }
    }

    private Duration duration() {
        return (Duration) value;
    }

    private long bytes() {
        return value instanceof DataSize size ? size.toBytes() : number();
    }

    private long number() {
        return ((Number) value).longValue();
    }

    /** A figure that is not whole in the unit is no match for a document that says one that is. */
    private static String whole(long amount, long unit) {
        return amount % unit == 0 ? grouped(amount / unit) : amount + "/" + unit;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
