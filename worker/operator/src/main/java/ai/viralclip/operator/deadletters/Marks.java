package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.LetterState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of each letter, four bytes for each: letters of one transaction share their mark, and 64 offsets one
 * array.
 */
final class Marks {

    private static final LetterState OPEN = new LetterState.Open();

    /** Those of one transaction come one after the other. */
    private static final int SHARED = 64;

    private final Map<Integer, TreeMap<Long, LetterState[]>> partitions = new HashMap<>();

    private final Map<LetterState, LetterState> lately = new LinkedHashMap<>(SHARED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LetterState, LetterState> eldest) {
            return size() > SHARED;
        }
    };

    void put(DeadLetterId letter, LetterState state) {
        LetterState[] block = partitions
                .computeIfAbsent(letter.partition(), _ -> new TreeMap<>())
                .computeIfAbsent(letter.offset() / Long.SIZE, _ -> empty());
        block[(int) (letter.offset() % Long.SIZE)] = lately.computeIfAbsent(state, one -> one);
    }

    LetterState of(DeadLetterId letter) {
        TreeMap<Long, LetterState[]> blocks = partitions.get(letter.partition());
        LetterState[] block = blocks == null ? null : blocks.get(letter.offset() / Long.SIZE);
        return block == null ? OPEN : block[(int) (letter.offset() % Long.SIZE)];
    }

    private static LetterState[] empty() {
        LetterState[] block = new LetterState[Long.SIZE];
        Arrays.fill(block, OPEN);
        return block;
    }
}
