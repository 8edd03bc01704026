package ai.viralclip.worker.intake;

import ai.viralclip.contracts.RequestReason;
import java.time.Duration;

/**
 * What the intake tells of requests to whoever watches it, once their replies are committed. Listeners are quick, and
 * throw nothing.
 */
public sealed interface RequestEvent {

    /** A page was listed. */
    record Listed(Duration took) implements RequestEvent {}

    /** A user or a run was purged, or what is there was counted. */
    record Purged(boolean dryRun, long objects, long bytes) implements RequestEvent {}

    /** A request was answered by its failure. */
    record Failed(RequestReason reason) implements RequestEvent {}
}
