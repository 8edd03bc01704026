package ai.viralclip.operator.letters;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a replay or discard would do, and then does: the same letters, up to the same ends. Made by
 * {@link DeadLetters#planReplay} and {@link DeadLetters#planDiscard}; it is a dry run as long as it is not carried out.
 *
 * @param force whether letters that were replayed three times and more go, too
 * @param matching how many letters the selection has
 * @param eligible how many of them it is done with
 * @param skipped how many not, and why; those of no letter are left out
 * @param topicId of the dead-letter topic: one that was made anew is another one
 */
public record Plan(
        AuditEntry.Kind kind,
        Selection selection,
        boolean force,
        long matching,
        long eligible,
        Map<Skip, Long> skipped,
        String topicId,
        Scanned scanned) {

    public Plan {
        Map<Skip, Long> copy = new EnumMap<>(Skip.class);
        copy.putAll(skipped);
        skipped = Collections.unmodifiableMap(copy);
    }
}
