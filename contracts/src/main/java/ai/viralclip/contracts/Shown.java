package ai.viralclip.contracts;

/** Untrusted input, cut and cleaned so that it may stand in a log line, a header or an error text. */
final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    static String of(String input) {
        String start = input.substring(0, Math.min(input.length(), LONGEST));
        return start.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
