package ai.viralclip.worker.intake;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.delivery.HaltReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the intake tells whoever watches it. */
public sealed interface IntakeEvent {

    /** Hears of them on the thread where they happen: it is quick, and throws nothing. */
    @FunctionalInterface
    interface Listener {

        void on(IntakeEvent event);

        /** Tells each of them, in their order. */
        static Listener all(List<? extends Listener> listeners) {
            List<Listener> each = List.copyOf(listeners);
            return event -> each.forEach(listener -> listener.on(event));
        }
    }

    /** A record was admitted: from now on it is in flight. */
    record Admitted(Origin origin) implements IntakeEvent {}

    /**
     * {@code clip-ready} is committed, so long after the clip was finished.
     *
     * @param bytes of its media
     */
    record Ready(Origin origin, long bytes, Duration settling) implements IntakeEvent {}

    /**
     * {@code clip-failed}, and the dead letter where it has one, are committed, so long after the clip was finished.
     */
    record Failed(Origin origin, Reason reason, Duration settling) implements IntakeEvent {}

    /** All of this partition are in flight no more, and not ended: it went to another owner, who starts them again. */
    record Dropped(int partition, int records) implements IntakeEvent {}

    /** These are the partitions of {@code clip-rendered} that are this worker's now. */
    record Assigned(Set<Integer> partitions) implements IntakeEvent {

        public Assigned {
            partitions = Set.copyOf(partitions);
        }
    }

    /**
     * The poll loop came round; told once a second at most.
     *
     * @param unread offsets of each partition that were not read yet, as far as the last fetch saw
     */
    record Turned(Map<Integer, Long> unread) implements IntakeEvent {

        public Turned {
            unread = Map.copyOf(unread);
        }
    }

    /** These partitions, of those that are this worker's, cannot be read; told where that changed. */
    record Parked(Set<Integer> partitions) implements IntakeEvent {

        public Parked {
            partitions = Set.copyOf(partitions);
        }
    }

    /**
     * It was looked for transactions on {@code clip-rendered} that are open; told with each look.
     *
     * @param ages of the partitions that have one, for how long it has been seen: what lies behind it cannot be read
     * @param hanging those of them where it should have ended long ago
     */
    record OpenTransactions(Map<Integer, Duration> ages, Set<Integer> hanging) implements IntakeEvent {

        public OpenTransactions {
            ages = Map.copyOf(ages);
            hanging = Set.copyOf(hanging);
        }
    }

    /** A partition's offsets are of another log than before; it is begun anew. */
    record LogReplaced(int partition, How how) implements IntakeEvent {

        /** What happened to the one before. */
        public enum How {
            /** Its topic was deleted, and one of the same name was made. */
            RECREATED("recreated"),

            /** It lost its end, by an unclean election of its leader. */
            TRUNCATED("truncated");

            private final String wireName;

            How(String wireName) {
                this.wireName = wireName;
            }

            /** As a metric's tag. */
            public String wireName() {
                return wireName;
            }
        }
    }

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

    /**
     * What the brokers do not take is known anew.
     *
     * @param kinds of answers that wait, and are tried now and then
     */
    record Withheld(Set<AnswerKind> kinds) implements IntakeEvent {

        public Withheld {
            kinds = Set.copyOf(kinds);
        }
    }

    /** A dead letter was too large for its topic: it goes without its value. */
    record BareLetter() implements IntakeEvent {}

    /** The connection to the brokers was given up and is made anew. */
    record Restarted() implements IntakeEvent {}

    /**
     * The dead letters were counted.
     *
     * @param oldest the earliest timestamp among them
     */
    record LettersCounted(long letters, Optional<Instant> oldest) implements IntakeEvent {}
}
