package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.LetterState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JournalTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final LetterState REPLAYED = new LetterState.Replayed(NOON, "ana", "mount \"mended\"");

    private final Journal journal = new Journal("topic-1");

    private static AuditEntry entry(String id, Instant at, AuditEntry.Status status) {
        return new AuditEntry(
                id,
                AuditEntry.Kind.REPLAY,
                "ana",
                "note",
                "uid:ana",
                at.minusSeconds(5),
                at,
                status,
                9,
                4,
                Map.of("replayed", 2L),
                Optional.empty());
    }

    private void read(JournalRecord record) {
        read(record.key(), new String(record.value(), UTF_8));
    }

    private void read(String key, String value) {
        journal.add(new ConsumerRecord<>("deadletters", 0, 0, key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }

    @Test
    void everyRecordIsReadAsItWasWritten() {
        for (JournalRecord record : new JournalRecord[] {
            new JournalRecord.Mark("topic-1", new DeadLetterId(5, 17), REPLAYED),
            new JournalRecord.Mark("topic-1", new DeadLetterId(5, 18), new LetterState.Discarded(NOON, "bo", "why")),
            new JournalRecord.Audit(entry("a", NOON, AuditEntry.Status.CANCELLED)),
            new JournalRecord.Cancel("a", new JournalRecord.Cancel.Request("bo", NOON))
        }) {
            assertThat(JournalRecord.read(record.key().getBytes(UTF_8), record.value()))
                    .contains(record);
        }
        assertThat(new String(new JournalRecord.Mark("topic-1", new DeadLetterId(5, 17), REPLAYED).value(), UTF_8))
                .isEqualTo("{\"state\":\"replayed\",\"at\":\"2026-11-29T12:00:00Z\",\"by\":\"ana\","
                        + "\"note\":\"mount \\\"mended\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mark/topic-1/5@17 | {}",
                "mark/topic-1/5@17 | {\"state\":\"eaten\"}",
                "mark/topic-1/5@17 | {\"state\":\"replayed\",\"at\":null,\"by\":\"a\",\"note\":\"\"}",
                "mark/topic-1/x    | {\"state\":\"open\"}",
                "audit/a           | {\"id\":\"a\"}",
                "audit/a           | no json",
                "other/a           | {}"
            })
    void whatIsNoneOfThemChangesNothing(String key, String value) {
        read(key, value);

        assertThat(journal.stateOf(new DeadLetterId(5, 17))).isEqualTo(new LetterState.Open());
        assertThat(journal.newest(10, NOON)).isEmpty();
    }

    @Test
    void marksOfAnotherTopicAreNoneOfThisOne() {
        read(new JournalRecord.Mark("topic-2", new DeadLetterId(5, 17), REPLAYED));
        assertThat(journal.stateOf(new DeadLetterId(5, 17))).isInstanceOf(LetterState.Open.class);
    }

    @Test
    void everyMarkIsFoundWhereItWasPut() {
        SplittableRandom random = new SplittableRandom(21);
        Marks marks = new Marks();
        Map<DeadLetterId, LetterState> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            DeadLetterId id = new DeadLetterId(random.nextInt(4), random.nextInt(10_000));
            LetterState state = new LetterState.Replayed(NOON.plusSeconds(random.nextInt(200)), "ana", "");
            marks.put(id, state);
            expected.put(id, state);
        }
        assertThat(expected).allSatisfy((id, state) -> assertThat(marks.of(id)).isEqualTo(state));
        assertThat(marks.of(new DeadLetterId(9, 1))).isInstanceOf(LetterState.Open.class);
    }

    @Test
    void whoGivesNoSignOfLifeIsInterrupted() {
        read(new JournalRecord.Audit(entry("a", NOON, AuditEntry.Status.RUNNING)));

        assertThat(journal.running(NOON.plusSeconds(9))).isPresent();
        assertThat(journal.running(NOON.plusSeconds(11))).isEmpty();
        assertThat(journal.newest(10, NOON.plusSeconds(11)).getFirst().status())
                .isEqualTo(AuditEntry.Status.INTERRUPTED);
        read(new JournalRecord.Audit(entry("a", NOON.plusSeconds(20), AuditEntry.Status.DONE)));
        assertThat(journal.unfinished()).isEmpty();
    }

    @Test
    void noMoreThanTheNewestThousandEntriesAreKept() {
        for (int i = 0; i < 3_000; i++) {
            read(new JournalRecord.Audit(entry("e" + i, NOON.plusSeconds(i), AuditEntry.Status.DONE)));
        }
        assertThat(journal.newest(5_000, NOON)).hasSize(1_000).first().returns("e2999", AuditEntry::id);
    }
}
