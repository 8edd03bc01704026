package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Small scopes, of which every run is made: a few clips and purges, and each one fault at each one call. */
final class Scopes {

    private static final long[] FREEZES = {4_000, 12_000, 32_000};
    private static final long[] DELAYS = {3_000, 7_900};
    private static final int BEYOND = 10;

    private Scopes() {}

    /** A clip and a purge of it, this much later; and two later clips, one of the same name. */
    static List<List<Step>> scenarios() {
        List<List<Step>> all = new ArrayList<>();
        for (long later : new long[] {1, 120, 300, 1_500}) {
            all.add(List.of(
                    new Step.Clip(3_000, 0, 1, 0),
                    new Step.Purge(3_000 + later, 0, true),
                    new Step.Clip(6_000, 0, 1, 0),
                    new Step.Clip(9_000, 0, 2, 0)));
        }
        return all;
    }

    /** Each fault at each call of a run with those steps. */
    static void each(Runs runs, long seed, List<Step> scenario, Consumer<List<Step>> run) {
        int calls = runs.calls(seed, scenario) + BEYOND;
        for (int call = 0; call < calls; call++) {
            for (Step.Nth fault : faults(call)) {
                List<Step> steps = new ArrayList<>();
                steps.add(fault);
                steps.addAll(scenario);
                run.accept(steps);
            }
        }
    }

    private static List<Step.Nth> faults(int call) {
        List<Step.Nth> faults = new ArrayList<>();
        for (Wire.Wrong wrong : Wire.Wrong.values()) {
            long[] times = switch (wrong) {
                case FREEZE_BEFORE, FREEZE_AFTER -> FREEZES;
                case SLOW -> new long[] {3_000, 9_900};
                case LATE -> DELAYS;
                case REFUSED, LOST, SHUFFLE, KILL_BEFORE, KILL_AFTER -> new long[] {2_000};
            };
            for (long millis : times) {
                faults.add(new Step.Nth(call, wrong, millis));
            }
        }
        return faults;
    }
}
