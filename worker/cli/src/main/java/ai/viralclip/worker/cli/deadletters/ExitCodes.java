package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Skip;

/** What a command of dead letters ends with. */
public final class ExitCodes {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    /** Not done, or not all of it, and nothing is wrong: busy, taken over, cancelled, not confirmed, not taken. */
    static final int PARTLY = 3;

    private ExitCodes() {}

    /** Of an operation that is not done. */
    public static int of(Refused refused) {
        return switch (refused.kind()) {
            case WRONG_INPUT -> WRONG_USAGE;
            case BUSY, TAKEN_OVER -> PARTLY;
            case NOT_FOUND, BROKERS -> FAILED;
        };
    }

    static int of(AuditEntry ended) {
        boolean isWhole =
                ended.status() == AuditEntry.Status.DONE && !ended.skipped().containsKey(Skip.NOT_TAKEN.wireName());
        return isWhole ? DONE : PARTLY;
    }
}
