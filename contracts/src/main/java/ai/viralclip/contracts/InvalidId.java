package ai.viralclip.contracts;

/** Lets the reader tell a broken id ({@link Reason#ID_INVALID}) from any other value of the wrong form. */
final class InvalidId extends IllegalArgumentException {

    InvalidId(String message) {
        super(message);
    }
}
