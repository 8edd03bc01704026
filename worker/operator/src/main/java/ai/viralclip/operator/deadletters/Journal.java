package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.LetterState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was done with the letters of one topic, by all that was read of the compacted journal. */
final class Journal {

    /** Whoever is at work writes every three seconds. */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private static final int ENTRIES = 1_000;

    private final String topicId;
    private final Marks marks = new Marks();
    private final Map<String, AuditEntry> entries = new LinkedHashMap<>();
    private final Map<String, JournalRecord.Cancel.Request> cancels = new LinkedHashMap<>();

    /** @param topicId of the dead-letter topic: marks of letters of others are none of these */
    Journal(String topicId) {
        this.topicId = topicId;
    }

    LetterState stateOf(DeadLetterId letter) {
        return marks.of(letter);
    }

    Optional<AuditEntry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Those that have not ended, as far as they say. */
    List<AuditEntry> unfinished() {
        return entries.values().stream()
                .filter(entry -> entry.status() == AuditEntry.Status.RUNNING)
                .toList();
    }

    /** The one that is at work. */
    Optional<AuditEntry> running(Instant now) {
        return unfinished().stream().filter(entry -> isAlive(entry, now)).findFirst();
    }

    /** Newest first; those that have given no sign of life for long are interrupted. */
    List<AuditEntry> newest(int limit, Instant now) {
        return entries.values().stream()
                .map(entry -> entry.status() == AuditEntry.Status.RUNNING && !isAlive(entry, now)
                        ? entry.as(AuditEntry.Status.INTERRUPTED)
                        : entry)
                .sorted(Comparator.comparing(AuditEntry::startedAt).reversed())
                .limit(limit)
                .toList();
    }

    /** Who asked this one to stop. */
    Optional<String> cancelled(String id) {
        return Optional.ofNullable(cancels.get(id)).map(JournalRecord.Cancel.Request::by);
    }

    private static boolean isAlive(AuditEntry entry, Instant now) {
        return entry.at().plus(SIGN_OF_LIFE).isAfter(now);
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        JournalRecord.read(record.key(), record.value()).ifPresent(read -> {
            switch (read) {
                case JournalRecord.Mark mark -> {
                    if (mark.topicId().equals(topicId)) {
                        marks.put(mark.letter(), mark.state());
                    }
                }
                case JournalRecord.Audit(var entry) -> keepNewest(entries, entry.id(), entry);
                case JournalRecord.Cancel(var operation, var request) -> keepNewest(cancels, operation, request);
            }
        });
    }

    private static <T> void keepNewest(Map<String, T> all, String key, T one) {
        all.remove(key);
        all.put(key, one);
        if (all.size() > ENTRIES) {
            all.remove(all.keySet().iterator().next());
        }
    }
}
