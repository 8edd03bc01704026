package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.tracing.Ending;

/** Outcomes, as spans say them. */
public final class Endings {

    private Endings() {}

    public static Ending of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ready _ -> Ending.well("ready");
            case Outcome.Rejected(var reason, var _) -> new Ending("rejected", reason.wireName(), !isOvertaken(reason));
            case Outcome.Overtaken _ -> new Ending("rejected", Reason.PURGED.wireName(), false);
            case Outcome.Deferred(var cause, var _, var _) -> Ending.badly("deferred", cause.wireName());
            case Outcome.Refused _ -> Ending.badly("refused", DeferCause.OBJECT_REFUSED.wireName());
        };
    }

    /** By a later rendering or a purge: nobody's fault. */
    private static boolean isOvertaken(Reason reason) {
        return reason == Reason.SUPERSEDED || reason == Reason.PURGED;
    }
}
