package ai.viralclip.operator.letters;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One replay or discard: who, when, what, and how far it is. Written in the same transaction as what it counts, so that
 * it is neither ahead nor behind.
 *
 * @param id unique
 * @param selection the filter or the ids, as typed
 * @param note why, in the operator's words; may be empty for a replay
 * @param at of its last sign of life; of its end once it has ended
 * @param planned how many letters it is to be done with
 * @param done how many it was done with
 * @param skipped how many it left as they are, by {@link Skip#wireName()}
 * @param cancelledBy who asked it to stop
 */
public record AuditEntry(
        String id,
        Kind kind,
        String by,
        String note,
        String selection,
        Instant startedAt,
        Instant at,
        Status status,
        long planned,
        long done,
        Map<String, Long> skipped,
        Optional<String> cancelledBy) {

    public AuditEntry {
        skipped = Map.copyOf(skipped);
    }

    /** The same with another status. */
    public AuditEntry as(Status other) {
        return new AuditEntry(id, kind, by, note, selection, startedAt, at, other, planned, done, skipped, cancelledBy);
    }

    /** Which operation. */
    public enum Kind {
        REPLAY,
        DISCARD;

        /** In lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it is. */
    public enum Status {
        /** At work, or its process died a moment ago. */
        RUNNING,
        /** It went through, or reached its {@code --max}. */
        DONE,
        /** It was asked to stop, and did after the transaction in hand. */
        CANCELLED,
        /** Its process died, or another one took over; what it counts is done. */
        INTERRUPTED;

        /** In lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
