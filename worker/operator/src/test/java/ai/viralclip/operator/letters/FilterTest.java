package ai.viralclip.operator.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.contracts.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final LetterState OPEN = new LetterState.Open();
    private static final LetterState REPLAYED = new LetterState.Replayed(NOW, "ana", "");

    private static Letter letter(String reason, String uid, String run, Duration age, LetterState state) {
        return new Letter(
                new DeadLetterId(0, 0),
                reason,
                "",
                Optional.of(uid).filter(text -> !text.isEmpty()),
                Optional.of(run).filter(text -> !text.isEmpty()),
                Optional.empty(),
                NOW.minus(age),
                Optional.empty(),
                1,
                0,
                state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | true",
                "reason:source_missing                       | true",
                "reason:size_mismatch,source_missing uid:ana | true",
                "reason:size_mismatch                        | false",
                "uid:ana run:launch                          | true",
                "uid:bo,ana                                  | true",
                "uid:an                                      | false",
                "run:launc                                   | false",
                "since:2h                                    | true",
                "since:60m                                   | true",
                "since:59m                                   | false",
                "until:59m                                   | true",
                "until:1h                                    | false",
                "since:2026-11-29                            | true",
                "until:2026-11-29                            | false",
                "since:2026-11-29T12:00:00+01:00             | true",
                "state:open                                  | true",
                "state:replayed,discarded                    | false"
            })
    void aLetterHasToMatchEveryTermAndOneOfItsValues(String filter, boolean matches) {
        Letter letter = letter("source_missing", "ana", "launch", Duration.ofHours(1), OPEN);

        assertThat(Filter.parse(filter).matches(letter, NOW)).isEqualTo(matches);
    }

    @Test
    void aLetterThatDoesNotSayWhoseItIsMatchesNobody() {
        Letter letter = letter("event_unreadable", "", "", Duration.ZERO, REPLAYED);

        assertThat(Filter.parse("uid:ana").matches(letter, NOW)).isFalse();
        assertThat(Filter.parse("state:replayed").matches(letter, NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reson:source_missing      | did you mean \"reason:\"?",
                "user:ana                  | Terms are reason:, uid:, run:, since:, until:, state:",
                "reason:source_mising      | did you mean reason:source_missing?",
                "reason:SOURCE-MISSING     | did you mean reason:source_missing?",
                "reason:banana             | there are event_unreadable, contract_broken",
                "reason:a,,b               | there is no reason \"a\"",
                "reason:source_missing,    | has a value that is empty",
                "source_missing            | did you mean reason:source_missing?",
                "since                     | did you mean since:VALUE?",
                "5@17                      | an id stands alone",
                "since:yesterday           | write an age such as 30m, 2h, 3d, a day such as 2026-11-29",
                "since:2026-13-01          | write an age such as",
                "since:999999999w          | write an age such as",
                "uid:../ana                | uid: is not 1 to 128 of",
                "uid:ana uid:bo            | one of several values is uid:A,B",
                "since:1h since:2h         | write it once",
                "state:closed              | there is no state \"closed\""
            })
    void wrongInputIsToldWhatToTypeInstead(String filter, String sentence) {
        assertThatThrownBy(() -> Filter.parse(filter))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.kind()).isEqualTo(Refused.Kind.WRONG_INPUT))
                .hasMessageContaining(sentence);
    }

    @Test
    void aReasonOfTomorrowIsWrittenInQuotes() {
        Filter filter = Filter.parse("reason:'moon_full',purged");

        assertThat(filter).hasToString("reason:'moon_full',purged");
        assertThat(filter.matches(letter("moon_full", "ana", "launch", Duration.ZERO, OPEN), NOW))
                .isTrue();
    }

    @Test
    void whatAFilterSaysIsReadAsTheSameFilter() {
        SplittableRandom random = new SplittableRandom(15);
        for (int round = 0; round < 2_000; round++) {
            Filter filter = Filter.parse(anyFilter(random));
            Letter letter = letter(
                    any(random, reasons()),
                    "u" + random.nextInt(3),
                    "r" + random.nextInt(3),
                    Duration.ofMinutes(random.nextInt(300)),
                    random.nextBoolean() ? OPEN : REPLAYED);

            Filter again = Filter.parse(filter.toString());

            assertThat(again).isEqualTo(filter).hasSameHashCodeAs(filter);
            assertThat(again.matches(letter, NOW)).isEqualTo(filter.matches(letter, NOW));
        }
    }

    /** Whatever is typed is a filter, or is refused with a sentence in one line that steers no terminal. */
    @Test
    void anyTextIsAFilterOrIsRefusedInOneHarmlessLine() {
        SplittableRandom random = new SplittableRandom(16);
        String letters = "reason:uid:since:,'@ 12hd\t\u001b\u202e\u0000é:,";
        for (int round = 0; round < 5_000; round++) {
            String text = random.ints(random.nextInt(24), 0, letters.length())
                    .mapToObj(i -> letters.substring(i, i + 1))
                    .collect(Collectors.joining());
            try {
                Filter.parse(text);
            } catch (Refused e) {
                assertThat(String.valueOf(e.getMessage()).codePoints())
                        .noneMatch(Character::isISOControl)
                        .noneMatch(c -> c == 0x202e);
            }
        }
    }

    private static String anyFilter(SplittableRandom random) {
        List<String> terms = new ArrayList<>();
        if (random.nextBoolean()) {
            terms.add("reason:" + several(random, reasons()));
        }
        if (random.nextBoolean()) {
            terms.add("uid:" + several(random, List.of("u0", "u1", "u2")));
        }
        if (random.nextBoolean()) {
            terms.add("run:" + several(random, List.of("r0", "r1", "r2")));
        }
        if (random.nextBoolean()) {
            terms.add("since:" + random.nextInt(400) + any(random, List.of("s", "m", "h", "d", "w")));
        }
        if (random.nextBoolean()) {
            terms.add("until:" + NOW.minusSeconds(random.nextInt(20_000)));
        }
        if (random.nextBoolean()) {
            terms.add("state:" + several(random, List.of("open", "replayed", "discarded")));
        }
        return String.join(random.nextBoolean() ? " " : " \t ", terms);
    }

    private static List<String> reasons() {
        return List.of(
                Reason.SOURCE_MISSING.wireName(),
                Reason.SIZE_MISMATCH.wireName(),
                Reason.ID_INVALID.wireName(),
                Reason.PURGED.wireName());
    }

    private static String several(SplittableRandom random, List<String> all) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> any(random, all))
                .collect(Collectors.joining(","));
    }

    private static String any(SplittableRandom random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
