package ai.viralclip.operator.letters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one dead letter.
 *
 * @param key the record's; empty where it has none
 * @param headers in their order, as UTF-8 text
 * @param event the record's value as indented JSON, numbers digit for digit; where it is no JSON, as text; empty where
 *     the letter has none
 * @param eventIsJson whether {@code event} is JSON
 * @param valueBytes of the value, or as large as it was where it was not kept
 * @param timeline what happened to its event, oldest first
 * @param nextStep one sentence, from the runbook
 */
public record LetterDetail(
        Letter letter,
        Optional<String> key,
        List<HeaderText> headers,
        Optional<String> event,
        boolean eventIsJson,
        long valueBytes,
        List<Moment> timeline,
        String nextStep,
        Scanned scanned) {

    public LetterDetail {
        headers = List.copyOf(headers);
        timeline = List.copyOf(timeline);
    }

    /** One header of the record. */
    public record HeaderText(String name, String value) {}

    /**
     * One entry of the timeline.
     *
     * @param what one sentence
     * @param id the dead letter that it is about; empty for what was before the first one
     */
    public record Moment(Instant at, String what, Optional<DeadLetterId> id) {}
}
