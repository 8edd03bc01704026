package ai.viralclip.worker.catalog;

import ai.viralclip.contracts.Style;
import java.util.Comparator;

/**
 * A clip's place in its run: by n as a number, then by style. A cursor is the place of the last clip that was listed,
 * such as {@code 3_left_focus}: it stays right whatever is stored or deleted meanwhile.
 */
record Place(int n, Style style) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::n)
            .thenComparing(place -> place.style().value());

    Place {
        if (n < 0) {
            throw new IllegalArgumentException("n is negative");
        }
    }

    /** What {@link #cursor()} gave, read back: only what that would give again. */
    static Place ofCursor(String cursor) throws InvalidCursor {
        int end = Math.max(cursor.indexOf('_'), 0);
        try {
            Place place = new Place(
                    Integer.parseInt(cursor.substring(0, end)),
                    new Style(cursor.substring(Math.min(end + 1, cursor.length()))));
            if (place.cursor().equals(cursor)) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidCursor();
        }
        throw new InvalidCursor();
    }

    String cursor() {
        return n + "_" + style.value();
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
