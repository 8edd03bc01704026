package ai.viralclip.operator.letters;

/**
 * On which terms a plan is carried out.
 *
 * @param by who does it
 * @param note why; a discard needs one
 * @param perSecond how many letters a second at most; more than 0
 * @param most after how many letters it ends
 * @param takeOver whether one that is running is ended first, instead of being waited for
 */
public record Terms(String by, String note, double perSecond, long most, boolean takeOver) {

    /** A worker with a default configuration takes more than this. */
    public static final double DEFAULT_RATE = 50;

    private static final int LONGEST = 500;

    public Terms {
        by = by.strip();
        note = note.strip();
        if (by.isEmpty()) {
            throw Refused.wrongInput("nobody is named: say who does it (--as NAME)");
        }
        if (by.length() > LONGEST || note.length() > LONGEST) {
            throw Refused.wrongInput("a name and a note have " + LONGEST + " characters at most");
        }
        if (!(perSecond > 0) || most < 1) {
            throw Refused.wrongInput("a rate is more than 0 a second, and the most at least 1");
        }
    }

    /** At the default rate, all of them, and not while another one runs. */
    public static Terms of(String by, String note) {
        return new Terms(by, note, DEFAULT_RATE, Long.MAX_VALUE, false);
    }
}
