package ai.viralclip.worker.delivery;

/** A later rendering of the same clip is stored already; writing this one over it would turn time back. */
final class SupersededException extends Exception {

    private final String detail;

    SupersededException(String detail) {
        super(detail);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
