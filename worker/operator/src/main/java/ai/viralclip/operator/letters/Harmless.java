package ai.viralclip.operator.letters;

/**
 * Text of others made harmless for a terminal: what steers one (control characters, escapes) or turns the direction of
 * what follows is written as {@code \u001b}. All else stays, whatever script it is of. Within JSON text the result is
 * the same JSON.
 */
public final class Harmless {

    private static final int LONGEST_VALUE = 60;

    private Harmless() {}

    /** One line: line ends and tabs are written out, too. */
    public static String text(String input) {
        return escaped(input, false);
    }

    /** Several lines: line ends stay. */
    public static String lines(String input) {
        return escaped(input, true);
    }

    /** Quoted within a sentence: the first 60 characters. */
    public static String value(String input) {
        return text(input.length() <= LONGEST_VALUE ? input : input.substring(0, LONGEST_VALUE) + "...");
    }

    private static String escaped(String input, boolean keepsLines) {
        StringBuilder out = new StringBuilder(input.length());
        input.codePoints().forEach(c -> {
            if ((c == '\n' && keepsLines) || !steers(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append("\\u").append("%04x".formatted((int) unit));
                }
            }
        });
        return out.toString();
    }

    private static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
