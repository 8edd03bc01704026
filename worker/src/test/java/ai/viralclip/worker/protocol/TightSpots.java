package ai.viralclip.worker.protocol;

import ai.viralclip.contracts.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What must meet for a bug of these kinds to show, and what chance brings together once in many thousand runs: a worker
 * that goes on with what it knew before another one ended a purge. Decision 0061 says what each is for.
 */
final class TightSpots {

    /** No time of a purge is earlier: the workers are there by then. */
    private static final long EARLIEST = 6_000;

    /** Until another worker has taken over and has ended a purge that it begins then. */
    private static final long PURGED_BY_OTHERS = 25_000;

    private static final int SHUFFLES = 6;

    /** Shorter than a member may be silent. */
    private static final long UNSEEN = 2_000;

    private final Random random;
    private final int worker;
    private final long purgedAt;

    private TightSpots(Random random, int workers) {
        this.random = random;
        this.worker = random.nextInt(workers);
        this.purgedAt = EARLIEST + random.nextInt(6_000);
    }

    static List<Step> of(Random random, int workers) {
        TightSpots spots = new TightSpots(random, workers);
        return switch (random.nextInt(3)) {
            case 0 -> spots.announcedLate();
            case 1 -> spots.renderedBeforeAndReadAfter();
            default -> spots.storedLate();
        };
    }

    /** Rebalances while a purge's offsets are on their way, and nothing else. */
    static List<Step> movedInTheMiddle(Random random) {
        long purgedAt = EARLIEST + random.nextInt(6_000);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Purge(purgedAt, 0, random.nextBoolean()));
        for (int i = 0; i < SHUFFLES; i++) {
            steps.add(new Step.Shuffle(purgedAt + random.nextInt(60)));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    /** A topic that is made anew and is longer than the one before, when the workers look again. */
    static List<Step> madeAnewUnseen(Random random, int workers) {
        long at = EARLIEST + random.nextInt(6_000);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Clip(at - 5_000, 0, 1, 0));
        steps.add(new Step.Clip(at - 4_000, 0, 2, 0));
        for (int worker = 0; worker < workers; worker++) {
            steps.add(new Step.Freeze(at, worker, UNSEEN));
        }
        long again = at + random.nextInt(500);
        steps.add(new Step.Recreate(again, Topics.CLIP_RENDERED));
        for (int n = 1; n <= 4; n++) {
            steps.add(new Step.Clip(again + 1 + random.nextInt(500), 0, n, 0));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    /** Between the request and what is told of it: the purge is over when its first owner tells that it begins. */
    private List<Step> announcedLate() {
        long stands = PURGED_BY_OTHERS + random.nextInt(8_000);
        Wire.Fault between = switch (random.nextInt(3)) {
            case 0 -> new Wire.Fault("partitions", Wire.Wrong.FREEZE_BEFORE, stands);
            case 1 -> new Wire.Fault("partitions", Wire.Wrong.FREEZE_AFTER, stands);
            default -> new Wire.Fault("flush", Wire.Wrong.FREEZE_BEFORE, stands);
        };
        return List.of(
                new Step.Broker(purgedAt - 1, worker, between),
                new Step.Purge(purgedAt, 0, random.nextBoolean()),
                new Step.Clip(purgedAt + stands + 1_000 + random.nextInt(6_000), 0, 1, 0));
    }

    /** A clip that lay in the pipeline while it was purged, and a worker that may not have heard of that. */
    private List<Step> renderedBeforeAndReadAfter() {
        long readAt = purgedAt + 12_000 + random.nextInt(6_000);
        long renderedAt = purgedAt - 1 - random.nextInt(3_000);
        return List.of(
                new Step.Unknown(purgedAt - 5_000 + random.nextInt(1_000), 2_000 + random.nextInt(1_500)),
                new Step.Purge(purgedAt, 0, random.nextBoolean()),
                new Step.Clip(readAt, 0, 1, readAt - renderedAt));
    }

    /**
     * A worker stands still while it stores a clip and its poll thread decides what became of a transaction. It thaws
     * when the purge is over, hears of it late, and of its lost partition later still: the clip is finished by then.
     */
    private List<Step> storedLate() {
        long before = purgedAt - 2_000;
        long stands = PURGED_BY_OTHERS + random.nextInt(8_000);
        return List.of(
                new Step.Store(before, worker, slow("put users/u0/r/clips/clip_s_2", 5_000 + random.nextInt(2_900))),
                new Step.Broker(before, worker, new Wire.Fault("commit", Wire.Wrong.REFUSED, 1)),
                new Step.Broker(before, worker, new Wire.Fault("start", Wire.Wrong.FREEZE_BEFORE, stands)),
                new Step.Broker(before, worker, slow("offsets", 2_000 + random.nextInt(2_000))),
                new Step.Broker(before, worker, slow("read [purges", 4_000 + random.nextInt(3_900))),
                new Step.Clip(before, 0, 1, 0),
                new Step.Clip(before, 0, 2, 0),
                new Step.Purge(purgedAt, 0, random.nextBoolean()));
    }

    private static Wire.Fault slow(String call, long millis) {
        return new Wire.Fault(call, Wire.Wrong.SLOW, millis);
    }
}
