package ai.viralclip.operator.letters;

/** An operation is not done, or went no further. The message is one sentence for people, and says what to do next. */
public final class Refused extends RuntimeException {

    /** Why. */
    public enum Kind {
        /** What was typed is no filter, id or number; the message says what to type instead. */
        WRONG_INPUT,
        /** There is no such letter or topic. */
        NOT_FOUND,
        /** A replay or discard is running; the message says whose and since when. */
        BUSY,
        /** Another operator took over while this one was at work. What was committed is done and marked. */
        TAKEN_OVER,
        /** The brokers did not answer, or do not allow it. */
        BROKERS
    }

    private final Kind kind;

    public Refused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Refused(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public static Refused wrongInput(String message) {
        return new Refused(Kind.WRONG_INPUT, message);
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
