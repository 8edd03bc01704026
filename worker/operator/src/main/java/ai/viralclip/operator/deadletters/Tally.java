package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Scanned;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Skip;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts what a replay or discard would do. */
final class Tally {

    private final AuditEntry.Kind kind;
    private final boolean force;
    private final Map<Skip, Long> skipped = new EnumMap<>(Skip.class);
    private long eligible;

    Tally(AuditEntry.Kind kind, boolean force) {
        this.kind = kind;
        this.force = force;
    }

    boolean take(LetterRecord record, Letter letter) {
        Optional<Skip> skip = record.skip(kind, force, letter.state());
        skip.ifPresentOrElse(why -> skipped.merge(why, 1L, Long::sum), () -> eligible++);
        return true;
    }

    Plan plan(Selection selection, String topicId, Scanned scanned) {
        long matching =
                eligible + skipped.values().stream().mapToLong(Long::longValue).sum();
        return new Plan(kind, selection, force, matching, eligible, skipped, topicId, scanned);
    }
}
