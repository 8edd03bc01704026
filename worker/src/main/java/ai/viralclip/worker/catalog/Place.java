package ai.viralclip.worker.catalog;

import ai.viralclip.contracts.Style;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clip's place in its run: by n as a number, then by style. A cursor is the place of the last clip that was listed,
 * such as {@code 3_left_focus}: it stays right whatever is stored or deleted meanwhile.
 */
record Place(int n, Style style) implements Comparable<Place> {

    private static final Pattern CURSOR = Pattern.compile("(0|[1-9][0-9]{0,8})_(.+)");
    private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::n)
            .thenComparing(place -> place.style().value());

    /** What {@link #cursor()} gave, read back. */
    static Place ofCursor(String cursor) throws InvalidCursor {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new InvalidCursor();
        }
        try {
            return new Place(Integer.parseInt(matcher.group(1)), new Style(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            throw new InvalidCursor();
        }
    }

    String cursor() {
        return n + "_" + style.value();
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
