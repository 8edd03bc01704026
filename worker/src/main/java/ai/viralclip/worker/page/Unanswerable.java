package ai.viralclip.worker.page;

import ai.viralclip.operator.letters.Refused;
import java.util.function.Supplier;

/** An operation cannot be done as it was asked for; the message says what to do instead, and is shown. */
final class Unanswerable extends Exception {

    private final int status;

    /** @param status of HTTP */
    Unanswerable(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static Unanswerable wrong(String sentence) {
        return new Unanswerable(400, sentence);
    }

    static Unanswerable of(Refused refused) {
        int status = switch (refused.kind()) {
            case WRONG_INPUT -> 400;
            case NOT_FOUND -> 404;
            case BUSY, TAKEN_OVER -> 409;
            case BROKERS -> 503;
        };
        return new Unanswerable(status, String.valueOf(refused.getMessage()));
    }

    /** What it gives; where it is refused, why. */
    static <T> T unlessRefused(Supplier<T> work) throws Unanswerable {
        try {
            return work.get();
        } catch (Refused e) {
            throw of(e);
        }
    }

    PageAnswer answer() {
        return PageAnswer.refused(status, String.valueOf(getMessage()));
    }
}
