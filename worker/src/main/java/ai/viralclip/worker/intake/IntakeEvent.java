package ai.viralclip.worker.intake;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.delivery.HaltReason;
import java.time.Duration;

/**
 * What the intake tells whoever watches it. Published on the thread where it happens: listeners are quick, and throw
 * nothing.
 */
public sealed interface IntakeEvent {

    /** A record was admitted: from now on it is in flight. */
    record Admitted() implements IntakeEvent {}

    /**
     * {@code clip-ready} is committed, so long after the rendered record's timestamp; the bytes are those of its media.
     */
    record Ready(Duration sinceRendered, long bytes) implements IntakeEvent {}

    /** {@code clip-failed} and the dead letter are committed. */
    record Failed(Reason reason) implements IntakeEvent {}

    /** In flight no more, and not ended: their partitions went to another owner, who starts them again. */
    record Dropped(int records) implements IntakeEvent {}

    /** An attempt ended without an end for the clip. */
    record Deferred(DeferCause cause) implements IntakeEvent {}

    /** Nothing is consumed. */
    record Halted(HaltReason reason, String detail) implements IntakeEvent {}

    /** Consumption goes on. */
    record Resumed() implements IntakeEvent {}

    /** A transaction was committed. */
    record Settled(int records, Duration took) implements IntakeEvent {}

    /** A transaction failed; what it held is looked for, and settled again if it is not there. */
    record SettlementFailed() implements IntakeEvent {}

    /** The connection to the brokers was given up and is made anew. */
    record Restarted() implements IntakeEvent {}
}
