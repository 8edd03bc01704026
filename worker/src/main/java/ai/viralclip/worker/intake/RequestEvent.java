package ai.viralclip.worker.intake;

import ai.viralclip.contracts.RequestReason;
import java.time.Duration;
import java.util.List;

/**
 * What the intake tells of requests to whoever watches it: of their ends once the replies are committed. Listeners are
 * quick, and throw nothing.
 */
public sealed interface RequestEvent {

    /**
     * What this worker works on has changed.
     *
     * @param timestamps of the records of all that it works on now
     */
    record AtWork(RequestKind kind, List<Long> timestamps) implements RequestEvent {

        public AtWork {
            timestamps = List.copyOf(timestamps);
        }
    }

    /** A page was listed. */
    record Listed(Duration took) implements RequestEvent {}

    /** A user or a run was purged, or what is there was counted. */
    record Purged(boolean dryRun, long objects, long bytes) implements RequestEvent {}

    /** A request was answered by its failure. */
    record Failed(RequestReason reason) implements RequestEvent {}
}
