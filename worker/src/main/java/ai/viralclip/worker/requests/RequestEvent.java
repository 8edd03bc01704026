package ai.viralclip.worker.requests;

import ai.viralclip.contracts.RequestReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the intake tells of requests to whoever watches it: of their ends once the replies are committed. */
public sealed interface RequestEvent {

    /** Hears of them on the thread where they happen: it is quick, and throws nothing. */
    @FunctionalInterface
    interface Listener {

        void on(RequestEvent event);

        /** Tells each of them, in their order. */
        static Listener all(List<? extends Listener> listeners) {
            List<Listener> each = List.copyOf(listeners);
            return event -> each.forEach(listener -> listener.on(event));
        }
    }

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

    /** These partitions of the requests' topic cannot be read; told where that changed. */
    record Parked(RequestKind kind, Set<Integer> partitions) implements RequestEvent {

        public Parked {
            partitions = Set.copyOf(partitions);
        }
    }

    /** A page was listed. */
    record Listed(Duration took) implements RequestEvent {}

    /** A user or a run was purged, or what is there was counted. */
    record Purged(boolean dryRun, long objects, long bytes) implements RequestEvent {}

    /** A page was verified. */
    record Verified(long objects, long findings) implements RequestEvent {}

    /** A request was answered by its failure. */
    record Failed(RequestReason reason) implements RequestEvent {}

    /** A request is done with and was not answered: nothing of a reply could be written anywhere. */
    record Unanswered(RequestKind kind) implements RequestEvent {}
}
