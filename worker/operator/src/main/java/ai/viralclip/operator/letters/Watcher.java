package ai.viralclip.operator.letters;

/** Is told how far a replay or discard is, on the thread that does it, after each transaction. */
@FunctionalInterface
public interface Watcher {

    /** Looks at nothing. */
    Watcher NONE = now -> {};

    void progressed(AuditEntry now);

    /** Whether to stop after the transaction in hand; asked several times a second. */
    default boolean wantsItToStop() {
        return false;
    }
}
