package ai.viralclip.contracts;

/**
 * Text of others, cleaned so that it may stand in a log line, a header, an event or an error text: printable ASCII, in
 * one line, and short. The one place that does so.
 */
public final class Shown {

    private static final int LONGEST_VALUE = 40;
    private static final int LONGEST_SENTENCE = 300;
    private static final String CUT = "...";

    private Shown() {}

    /** A value that is quoted within a sentence: its first 40 characters. */
    public static String value(String input) {
        return printable(input.substring(0, Math.min(input.length(), LONGEST_VALUE)));
    }

    /** A whole sentence that quotes others: 300 characters, with three dots where it was cut. */
    public static String sentence(String input) {
        return input.length() <= LONGEST_SENTENCE
                ? printable(input)
                : printable(input.substring(0, LONGEST_SENTENCE - CUT.length())) + CUT;
    }

    private static String printable(String input) {
        return input.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
