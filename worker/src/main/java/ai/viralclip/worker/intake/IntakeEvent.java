package ai.viralclip.worker.intake;

import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

    /**
     * A record was admitted: from now on it is in flight.
     *
     * @param ids whose clip it is, as far as the record says
     */
    record Admitted(Origin origin, KnownIds ids) implements IntakeEvent {}

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

    /** How the windows of the partitions are; told once a second at most. */
    record WindowsLookedAt(Map<Integer, WindowSize> windows) implements IntakeEvent {

        public WindowsLookedAt {
            windows = Map.copyOf(windows);
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

    /**
     * One partition's window.
     *
     * @param settledUpTo all below this offset is committed
     * @param inFlight records above it that are not settled
     * @param isPaused whether no more of it is read at present
     */
    record WindowSize(long settledUpTo, int inFlight, boolean isPaused) {}

    /** What a clip is answered by, told apart by the topics that it is written to. */
    enum AnswerKind {
        /** {@code clip-ready}. */
        READY("ready"),

        /** A dead letter, and {@code clip-failed}. */
        FAILED("failed"),

        /**
         * {@code clip-failed} alone: of what was purged nothing is kept, and what was superseded is nothing to mend.
         */
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

    /**
     * Which record of {@code clip-rendered} it is.
     *
     * @param timestamp as the record has it, in milliseconds since 1970 where whoever wrote it kept to that
     */
    record Origin(int partition, long offset, long timestamp) {

        static Origin of(ConsumerRecord<?, ?> record) {
            return new Origin(record.partition(), record.offset(), record.timestamp());
        }
    }
}
