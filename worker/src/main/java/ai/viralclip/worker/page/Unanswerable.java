package ai.viralclip.worker.page;

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

    PageAnswer answer() {
        return PageAnswer.refused(status, String.valueOf(getMessage()));
    }
}
