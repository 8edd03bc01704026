package ai.viralclip.operator.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.operator.letters.AuditEntry.Kind;
import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Scanned;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Skip;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LetterRecordTest {

    private static final LetterState OPEN = new LetterState.Open();
    private static final LetterState REPLAYED = new LetterState.Replayed(Instant.EPOCH, "ana", "");
    private static final LetterState DISCARDED = new LetterState.Discarded(Instant.EPOCH, "ana", "old");

    @Test
    void aLetterSaysWhyWhoseAndWhereFrom() {
        Letter letter = Asides.letterWith("dlt-detail", "not there").letter(OPEN);

        assertThat(letter.id()).hasToString("5@17");
        assertThat(letter.reason()).isEqualTo("source_missing");
        assertThat(letter.detail()).isEqualTo("not there");
        assertThat(letter.uid()).contains("ana");
        assertThat(letter.run()).contains("launch");
        assertThat(letter.eventId()).contains("e-1");
        assertThat(letter.origin())
                .contains(new Letter.Origin(
                        "clip-rendered", 4, 88, Optional.of(Instant.ofEpochMilli(1_764_403_200_000L))));
        assertThat(letter.attempts()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "x, 0", "-1, 0", "99999999999999999999, 0", "999999999999, 2147483646", "'', 0"})
    void aCountThatIsNoneIsZeroAndNoneOverflows(String text, int replays) {
        LetterRecord letter = Asides.letterWith("dlt-replays", text);

        assertThat(letter.replays()).isEqualTo(replays);
        assertThat(letter.replays() + 1).isPositive();
    }

    @Test
    void whatIsDoneAlreadyIsLeftAloneByBoth() {
        LetterRecord letter = Asides.letter(Asides.USUAL, Optional.of("{}"));
        for (Kind kind : Kind.values()) {
            assertThat(letter.skip(kind, true, OPEN)).isEmpty();
            assertThat(letter.skip(kind, true, REPLAYED)).contains(Skip.REPLAYED);
            assertThat(letter.skip(kind, true, DISCARDED)).contains(Skip.DISCARDED);
        }
    }

    @Test
    void whatWouldFailAgainIsNotReplayedAndMayBeDiscarded() {
        LetterRecord often = Asides.letterWith("dlt-replays", "3");
        Map<String, String> bare = new HashMap<>(Asides.USUAL);
        bare.put("dlt-value-bytes", "9000000");
        LetterRecord foreign = Asides.letter(Map.of("dlt-origin-topic", "clip-rendered"), Optional.of("{}"));

        assertThat(often.skip(Kind.REPLAY, false, OPEN)).contains(Skip.REPLAYED_TOO_OFTEN);
        assertThat(often.skip(Kind.REPLAY, true, OPEN)).isEmpty();
        assertThat(Asides.letter(bare, Optional.empty()).skip(Kind.REPLAY, true, OPEN))
                .contains(Skip.VALUE_NOT_KEPT);
        assertThat(foreign.skip(Kind.REPLAY, true, OPEN)).contains(Skip.NOT_READABLE);
        assertThat(foreign.skip(Kind.DISCARD, false, OPEN)).isEmpty();
        assertThat(Asides.letterWith("dlt-replays", "2").skip(Kind.REPLAY, false, OPEN))
                .isEmpty();
    }

    /** A plan counts each letter once: what is eligible, and what is not, are all that match. */
    @Test
    void aPlanCountsEveryLetterOnce() {
        SplittableRandom random = new SplittableRandom(19);
        for (int round = 0; round < 200; round++) {
            Kind kind = random.nextBoolean() ? Kind.REPLAY : Kind.DISCARD;
            Tally tally = new Tally(kind, random.nextBoolean());
            int letters = random.nextInt(30);
            for (int i = 0; i < letters; i++) {
                LetterRecord record = Asides.letterWith("dlt-replays", "" + random.nextInt(5));
                LetterState state = random.nextInt(3) == 0 ? REPLAYED : OPEN;
                tally.take(record, record.letter(state));
            }
            Plan plan = tally.plan(
                    new Selection.ByFilter(Filter.ALL), "topic", new Scanned(letters, Map.of(), Instant.EPOCH));

            assertThat(plan.matching()).isEqualTo(letters);
            assertThat(plan.eligible()
                            + plan.skipped().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                    .isEqualTo(letters);
        }
    }
}
