package ai.viralclip.contracts;

/** The bounds of numbers, the same when a record is built and when it is read. */
final class Limits {

    /** More than any {@link Timecode} can say. */
    static final double MOST_SECONDS = 360_000;

    /**
     * Characters (code points) of a text. {@code clip-ready} repeats two of them, which written as JSON are then less
     * than the 1 MiB that brokers take by default, whatever is in them.
     */
    static final int LONGEST_TEXT = 65_536;

    private Limits() {}

    static void notNegative(String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(what + " is negative");
        }
    }

    static void positive(String what, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " is not positive");
        }
    }

    static void seconds(double number) {
        if (!(number >= 0 && number <= MOST_SECONDS)) {
            throw new IllegalArgumentException("is not between 0 and 360000 seconds");
        }
    }
}
