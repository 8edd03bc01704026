package ai.viralclip.worker.protocol;

import ai.viralclip.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens in a run, by its seed. Half of it happens around a purge. One run in ten loses records, one is a
 * {@linkplain TightSpots tight spot}, and in one a clip comes when whoever stood still has gone on for long. In one of
 * fifty there is nothing but a purge and rebalances, and in one a topic that is made anew while nobody looks.
 */
final class Plans {

    /** Faults end by then. */
    static final long FAULTS_END = 60_000;

    static final long LAST_CLIP = 22_000;

    private static final long[] LONG = {300, 1_500, 4_000, 7_000, 9_900, 11_000, 13_000, 24_000, 32_000};
    /** What the store or the brokers do later than so is not the workers' to mend: decision 0061. */
    private static final long LATEST = 8_000;

    /** Later, a transaction has timed out. */
    private static final int SLOWEST_WRITE = 9_900;

    /** Not that of receipts: one that cannot be written is given up (decision 0020). */
    private static final List<String> ANSWERS =
            List.of(Topics.CLIP_READY, Topics.CLIP_FAILED, Topics.CLIP_RENDERED_DLT, Topics.PURGES);

    private static final List<String> BROKER_CALLS = List.of(
            "commit",
            "flush",
            "txn-offsets",
            "progress",
            "ends READ_UN",
            "ends READ_C",
            "offsets",
            "start",
            "read [clip",
            "read [purge-r",
            "read [purges",
            "partitions");
    private static final List<String> STORE_CALLS = List.of(
            "put users/u0/r/h", "put users/u0/r/c", "put", "get", "head", "delete", "delete users", "delete [", "list");

    private final Random random;
    private final int workers;
    private final List<Step> steps = new ArrayList<>();
    private final boolean losesRecords;
    private long focus;

    private Plans(Random random, int workers, boolean losesRecords) {
        this.losesRecords = losesRecords;
        this.random = random;
        this.workers = workers;
    }

    static List<Step> of(long seed, int workers) {
        Plans plans = new Plans(new Random(seed * 31 + 7), workers, seed % 10 == 0);
        if (seed % 50 == 49) {
            return TightSpots.movedInTheMiddle(plans.random);
        }
        if (seed % 50 == 48) {
            return TightSpots.madeAnewUnseen(plans.random, workers);
        }
        return switch ((int) (seed % 10)) {
            case 5 -> plans.tight();
            case 7 -> plans.withOneMuchLater();
            default -> plans.made();
        };
    }

    /** What was left running shows by a clip that waits for it. */
    private List<Step> withOneMuchLater() {
        made();
        steps.add(new Step.Clip(36_000L + random.nextInt(20_000), 0, 1, 0));
        return steps;
    }

    /** Little else happens: it would come between. */
    private List<Step> tight() {
        focus = 4_000L + random.nextInt(8_000);
        steps.addAll(TightSpots.of(random, workers));
        int others = random.nextInt(3);
        for (int i = 0; i < others; i++) {
            steps.add(random.nextInt(4) == 0 ? fault() : new Step.Clip(time(), random.nextInt(2), 3, 0));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    private List<Step> made() {
        int purges = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
        focus = 4_000L + random.nextInt(8_000);
        for (int i = 0; i < purges; i++) {
            long at = i == 0 ? focus : focus + random.nextInt(14_000);
            steps.add(new Step.Purge(at, 0, random.nextBoolean()));
        }
        int clips = 1 + random.nextInt(6);
        for (int i = 0; i < clips; i++) {
            int user = random.nextInt(5) == 0 ? 1 : 0;
            long late = random.nextInt(3) == 0 ? random.nextInt(6_000) : 0;
            boolean odd = random.nextInt(12) == 0;
            steps.add(new Step.Clip(time(), user, 1 + random.nextInt(2), late, odd));
        }
        int faults = random.nextInt(6);
        for (int i = 0; i < faults; i++) {
            steps.add(fault());
        }
        if (losesRecords) {
            steps.add(otherLog(time()));
        }
        if (random.nextInt(10) == 0) {
            steps.add(new Step.SlowLeader(focus - 1_000, 2_000, SLOWEST_WRITE - random.nextInt(500)));
            steps.add(new Step.Clip(focus - random.nextInt(500), 0, 1, 0));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    private Step fault() {
        long at = time();
        int worker = random.nextInt(workers);
        long millis = LONG[random.nextInt(LONG.length)];
        return switch (random.nextInt(17)) {
            case 0, 1 -> new Step.Freeze(at, worker, millis);
            case 2 -> new Step.Kill(at, worker, millis);
            case 3, 4 -> new Step.Shuffle(at);
            case 5, 6, 7, 8, 9 -> new Step.Broker(at, worker, wrong(BROKER_CALLS, millis));
            case 10, 11, 12, 13 -> new Step.Store(at, worker, wrong(STORE_CALLS, millis));
            case 14 -> new Step.Clock(at, worker, Duration.ofMillis(random.nextInt(8_000) - 4_000L));
            case 15 -> new Step.Forbidden(at, ANSWERS.get(random.nextInt(ANSWERS.size())), millis);
            default -> new Step.Unknown(at, millis);
        };
    }

    /** In few runs: all that follows would hide behind it. */
    private Step otherLog(long at) {
        return switch (random.nextInt(3)) {
            case 0 -> new Step.Recreate(at, Topics.CLIP_RENDERED);
            case 1 -> new Step.Recreate(at, Topics.PURGES);
            default -> new Step.Truncate(at, 0, 1 + random.nextInt(3));
        };
    }

    private Wire.Fault wrong(List<String> calls, long millis) {
        Wire.Wrong[] wrongs = Wire.Wrong.values();
        Wire.Wrong wrong = wrongs[random.nextInt(wrongs.length)];
        boolean bounded = wrong == Wire.Wrong.SLOW || wrong == Wire.Wrong.LATE;
        return new Wire.Fault(
                calls.get(random.nextInt(calls.size())), wrong, bounded ? Math.min(millis, LATEST) : millis);
    }

    private long time() {
        return random.nextBoolean() ? 500 + random.nextLong(LAST_CLIP) : focus - 3_000 + random.nextInt(16_000);
    }
}
