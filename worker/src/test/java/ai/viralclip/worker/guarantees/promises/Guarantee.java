package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.worker.local.Answer;
import java.util.List;

/**
 * A promise of the worker (SEMANTICS.md) as an object: it listens while a scenario runs, and says at its end what broke
 * it. Called from several threads.
 */
interface Guarantee {

    /** As it is called in the report. */
    String name();

    /** An event was published; it is in the log when this is called. */
    default void onRendered(Published event) {}

    /** An answer became visible to a reader of committed records: this is the moment, and the call must be quick. */
    default void onAnswer(Answer answer) {}

    /** A purge was answered, and every answer was seen that was visible by then. */
    default void onPurged(PurgeCompleted receipt) {}

    /** Nobody answered a request within minutes after all faults had ended. */
    default void onUnanswered(String request) {}

    /** What broke it, a line each; empty where it held. Called once everything is answered, or time is up. */
    List<String> violations(Aftermath aftermath);
}
