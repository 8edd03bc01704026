package ai.viralclip.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LettersTest {

    private final Letters letters = new Letters();

    @Test
    void gapsAreNotCountedAndNoRecordIsCountedTwice() {
        letters.add(0, 5);
        letters.add(63, 4);
        letters.add(64, 9);
        letters.add(1_000_000, 7);
        letters.add(64, 9);

        assertThat(letters.count()).isEqualTo(4);
        assertThat(letters.oldest()).contains(Instant.ofEpochMilli(4));
    }

    @Test
    void nothingIsLeftOfATopicThatWasEmptied() {
        letters.add(10, 5);
        letters.deleteBelow(11);

        assertThat(letters.count()).isZero();
        assertThat(letters.oldest()).isEmpty();
        assertThat(Letters.together(Map.of(0, letters))).isEqualTo(new Letters.Count(0, Optional.empty()));
    }

    @Test
    void partitionsAreAddedUpAndTheOldestOfAllIsTheOldest() {
        Letters other = new Letters();
        letters.add(10, 5_000);
        other.add(10, 3_000);
        other.add(12, 4_000);

        assertThat(Letters.together(Map.of(0, letters, 1, other)))
                .isEqualTo(new Letters.Count(3, Optional.of(Instant.ofEpochMilli(3_000))));
    }

    /** As a map of every record would have it; the oldest may be earlier by what was deleted of its 64 offsets. */
    @RepeatedTest(100)
    void whateverComesAndGoesTheCountIsThatOfTheRecords(RepetitionInfo repetition) {
        Random chance = new Random(repetition.getCurrentRepetition());
        TreeMap<Long, Long> expected = new TreeMap<>();
        long end = chance.nextInt(1_000);
        long begin = end;
        for (int step = 0; step < 500; step++) {
            if (chance.nextInt(20) == 0) {
                begin += chance.nextLong(end - begin + 1);
                letters.deleteBelow(begin);
                expected.headMap(begin).clear();
            } else {
                letters.add(end, 1_000 + end);
                expected.put(end, 1_000 + end);
                end += 1 + chance.nextInt(chance.nextInt(50) == 0 ? 500 : 3);
            }
            assertThat(letters.count()).isEqualTo(expected.size());
            assertThat(letters.oldest().isPresent()).isEqualTo(!expected.isEmpty());
            if (!expected.isEmpty()) {
                long oldest = letters.oldest().orElseThrow().toEpochMilli();
                assertThat(oldest)
                        .isBetween(
                                expected.firstEntry().getValue() - 63,
                                expected.firstEntry().getValue());
            }
        }
    }
}
