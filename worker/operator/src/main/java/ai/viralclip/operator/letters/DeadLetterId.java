package ai.viralclip.operator.letters;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which dead letter: its place on the dead-letter topic. As text {@code 5@17}: partition 5, offset 17.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record DeadLetterId(int partition, long offset) implements Comparable<DeadLetterId> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})@([0-9]{1,18})");
    private static final Comparator<DeadLetterId> ORDER =
            Comparator.comparingInt(DeadLetterId::partition).thenComparingLong(DeadLetterId::offset);

    public DeadLetterId {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("partition and offset count from 0");
        }
    }

    /**
     * Reads an id.
     *
     * @throws Refused where the text is none, with what one looks like
     */
    public static DeadLetterId parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw Refused.wrongInput("\"" + Harmless.value(text)
                    + "\" is no dead letter: write PARTITION@OFFSET, such as 5@17, as `list` shows it");
        }
        return new DeadLetterId(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)));
    }

    @Override
    public int compareTo(DeadLetterId other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
