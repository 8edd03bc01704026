package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs by their seeds, and makes a failing one short. */
final class Runs {

    private final int workers;
    private final Planted planted;

    Runs(int workers, Planted planted) {
        this.workers = workers;
        this.planted = planted;
    }

    List<Step> steps(long seed) {
        return Plans.of(seed, workers);
    }

    /** Why it fails, if it does. */
    Optional<AssertionError> failure(long seed, List<Step> steps) {
        try {
            new World(seed, workers, planted).run(steps);
            return Optional.empty();
        } catch (AssertionError failed) {
            return Optional.of(failed);
        }
    }

    /** How many calls a run makes. */
    int calls(long seed, List<Step> steps) {
        World world = new World(seed, workers, planted);
        world.run(steps);
        return world.cluster.calls();
    }

    long digest(long seed) {
        World world = new World(seed, workers, planted);
        try {
            world.run(steps(seed));
        } catch (AssertionError failed) {
            // The same again, too.
        }
        return world.machine.digest();
    }

    /** The notes of a run, for whoever wants to know how it came about. */
    List<String> notes(long seed, List<Step> steps) {
        World world = new World(seed, workers, planted);
        world.machine.keepNotes();
        try {
            world.run(steps);
        } catch (AssertionError failed) {
            world.machine.note("end", String.valueOf(failed.getMessage()));
        }
        return world.machine.notes();
    }

    /** A failure of the same kind with as few steps as leaving out finds. */
    List<Step> shortened(long seed, List<Step> steps) {
        String kind = kind(failure(seed, steps));
        List<Step> shortest = steps;
        for (int part = Math.max(1, steps.size() / 2); part > 0; part /= 2) {
            int from = 0;
            while (from < shortest.size()) {
                List<Step> fewer = new ArrayList<>(shortest);
                fewer.subList(from, Math.min(from + part, shortest.size())).clear();
                if (kind(failure(seed, fewer)).equals(kind)) {
                    shortest = fewer;
                } else {
                    from += part;
                }
            }
        }
        return shortest;
    }

    /** Whether this is among what is broken. */
    static boolean isBroken(Optional<AssertionError> failure, String guarantee) {
        return failure.map(f -> String.valueOf(f.getMessage()))
                .filter(message -> message.lines().anyMatch(line -> line.startsWith(guarantee + ":")))
                .isPresent();
    }

    /** What of the guarantees is broken, first of all. */
    static String kind(Optional<AssertionError> failure) {
        return failure.map(f -> String.valueOf(f.getMessage()))
                .map(message -> message.contains(":") ? message.substring(0, message.indexOf(':')) : message)
                .orElse("");
    }
}
