package ai.viralclip.worker.intake;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.Outcome;

/** What a clip is answered by, told apart by the topics that it is written to. */
public enum AnswerKind {
    /** {@code clip-ready}. */
    READY("ready"),

    /** A dead letter, and {@code clip-failed}. */
    FAILED("failed"),

    /** {@code clip-failed} alone: of what was purged nothing is kept, and what was superseded is nothing to mend. */
    FAILED_ALONE("failed_alone");

    private final String wireName;

    AnswerKind(String wireName) {
        this.wireName = wireName;
    }

    /** As a metric's tag. */
    public String wireName() {
        return wireName;
    }

    static AnswerKind of(Outcome.Final outcome) {
        return switch (outcome) {
            case Outcome.Ready _ -> READY;
            case Outcome.Rejected(var reason, var _) ->
                reason == Reason.PURGED || reason == Reason.SUPERSEDED ? FAILED_ALONE : FAILED;
        };
    }
}
