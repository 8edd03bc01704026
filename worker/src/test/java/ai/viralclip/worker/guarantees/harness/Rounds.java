package ai.viralclip.worker.guarantees.harness;

import java.util.Random;

/** How long a run is, and which: {@code -Dguarantees.rounds=N}, {@code -Dguarantees.seed=S}. */
public final class Rounds {

    private static final int COUNT = Integer.getInteger("guarantees.rounds", 1);
    private static final long SEED = Long.getLong("guarantees.seed", 20_261_125L);

    private Rounds() {}

    /** 1 in every build; more where somebody wants to see more. */
    public static int count() {
        return COUNT;
    }

    /** For what is quick, and matters most. */
    public static int many() {
        return COUNT == 1 ? 1 : 3 * COUNT;
    }

    /** For what takes a minute each time. */
    public static int few() {
        return Math.ceilDiv(COUNT, 5);
    }

    public static long seed() {
        return SEED;
    }

    public static Random random(String scenario) {
        return new Random(SEED + scenario.hashCode());
    }
}
