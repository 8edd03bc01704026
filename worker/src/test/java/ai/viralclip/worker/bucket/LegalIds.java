package ai.viralclip.worker.bucket;

import java.util.List;
import java.util.Random;

/** Ids and numbers over the whole range that the contract allows, with those at its edges more often. */
public final class LegalIds {

    private static final String FIRST = "ABCXYZabcxyz0189";
    private static final String NEXT = FIRST + "._-__..--";
    private static final int LONGEST = 128;

    private static final List<String> EDGES = List.of(
            "a",
            "0",
            "a_1",
            "a_1.k",
            "x_",
            "x.",
            "1_2_3",
            "a__b",
            "clip_a_1",
            "clip_a_1.mp4",
            "highlights.json",
            "clips",
            "users",
            "mp4",
            "999999999",
            "1764000000",
            "A".repeat(LONGEST),
            "a" + "_".repeat(LONGEST - 1));

    private static final List<Integer> NUMBERS = List.of(
            0,
            1,
            9,
            10,
            99,
            100,
            999_999_999,
            1_000_000_000,
            1_764_000_000,
            2_000_000_000,
            Integer.MAX_VALUE - 1,
            Integer.MAX_VALUE);

    private final Random random;

    public LegalIds(long seed) {
        random = new Random(seed);
    }

    public String id() {
        if (random.nextInt(4) == 0) {
            return EDGES.get(random.nextInt(EDGES.size()));
        }
        StringBuilder id = new StringBuilder().append(any(FIRST));
        for (int left = random.nextInt(random.nextBoolean() ? 8 : LONGEST); left > 0; left--) {
            char next = any(NEXT);
            id.append(next == '.' && id.charAt(id.length() - 1) == '.' ? 'x' : next);
        }
        return id.toString();
    }

    /** Of each length alike. */
    public int number() {
        return random.nextBoolean()
                ? NUMBERS.get(random.nextInt(NUMBERS.size()))
                : random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
    }

    private char any(String of) {
        return of.charAt(random.nextInt(of.length()));
    }
}
