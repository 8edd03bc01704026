package ai.viralclip.operator.letters;

import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter, as a list has it. Its texts are others' and may hold anything: {@link Harmless} before they reach a
 * terminal, and text, never markup, on a page.
 *
 * @param reason as its header says; a reason that this version does not know stays as it is
 * @param detail as its header says; empty where there is none
 * @param uid whose clip it is, by the record's key or its data
 * @param run by the record's key or its data
 * @param eventId {@code ce_id}
 * @param at when it was put aside: the letter's timestamp
 * @param attempts how often the delivery was tried
 * @param replays how often its record had been replayed when it was put aside
 */
public record Letter(
        DeadLetterId id,
        String reason,
        String detail,
        Optional<String> uid,
        Optional<String> run,
        Optional<String> eventId,
        Instant at,
        Optional<Origin> origin,
        int attempts,
        int replays,
        LetterState state) {

    /**
     * The record that was rejected.
     *
     * @param written its timestamp, or that of the record that it was replayed from first
     */
    public record Origin(String topic, int partition, long offset, Optional<Instant> written) {}
}
