package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.worker.guarantees.harness.LongOne;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purges whose worker is frozen, killed, or joined by another, at each of their steps. */
@LongOne
@Tag("scenario")
class PurgeFencedIT {

    private static final Duration GETS_THERE = Duration.ofMinutes(2);
    private static final Duration ANSWERED = Duration.ofMinutes(3);

    /** Where a worker that slept can do the most harm: in every build. */
    private static final List<Case> ALWAYS = List.of(new Case(PurgePoint.BEFORE_IT_IS_TAKEN_UP, Blow.FREEZE));

    @TempDir
    Path temp;

    private record Case(PurgePoint point, Blow blow) {}

    @Test
    void everyGuaranteeHoldsWhateverHappensToTheWorkerOfAPurge() throws Exception {
        Random random = Rounds.random("purges");
        List<Case> cases = cases(random);
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.addReady();
            try (Load _ = Load.start(arena, new Clips(arena.files, random, 40))) {
                for (int i = 0; i < cases.size(); i++) {
                    purge(arena, "purged" + i, cases.get(i));
                }
            }
            arena.conclude(
                    new Scenario(13, "purges whose worker is frozen, killed or joined at each of their steps"),
                    cases.size());
        }
    }

    private static List<Case> cases(Random random) {
        List<Case> all = new ArrayList<>();
        for (PurgePoint point : PurgePoint.values()) {
            for (Blow blow : Blow.values()) {
                all.add(new Case(point, blow));
            }
        }
        all.removeAll(ALWAYS);
        Collections.shuffle(all, random);
        List<Case> cases = new ArrayList<>(ALWAYS);
        cases.addAll(Rounds.count() == 1 ? all.subList(0, 1) : all);
        return cases;
    }

    private static void purge(Arena arena, String user, Case step) {
        await().atMost(Crew.START).until(() -> ready(arena).size() >= 2);
        arena.publish(clips(arena, user, 0), Fate.PURGED);
        if (step.point() == PurgePoint.BEFORE_OBJECTS_ARE_DELETED) {
            // Of clips that are still under way their worker takes back all, and leaves the purge nothing to delete.
            await("something to delete").atMost(ANSWERED).until(() -> arena.answered(user));
        }
        CompletableFuture<Worker> struck = new CompletableFuture<>();
        CompletableFuture<Void> goesOn = new CompletableFuture<>();
        step.point().arm(arena, worker -> {
            step.blow().strike(arena, worker);
            struck.complete(worker);
            // What was on its way is not there before a worker that sleeps wakes: else it would be an earlier moment.
            goesOn.join();
        });
        CompletableFuture<PurgeCompleted> receipt = arena.purge(user);
        Worker victim = await(step.toString()).atMost(GETS_THERE).until(() -> struck.getNow(null), one -> one != null);
        arena.publish(clips(arena, user, 100));
        if (step.blow() == Blow.KILL) {
            arena.crew.add();
        }
        if (step.blow() != Blow.FREEZE) {
            goesOn.complete(null);
        }
        assertThat(receipt).as(step.toString()).succeedsWithin(ANSWERED);
        arena.publish(clips(arena, user, 200));
        if (step.blow() == Blow.FREEZE) {
            arena.crew.signal(victim, "CONT");
            goesOn.complete(null);
        }
        arena.publish(clips(arena, user, 300));
        await(step + ": everything is answered").atMost(ANSWERED).until(() -> arena.answered(user));
        while (arena.crew.alive().size() > 2) {
            arena.crew.stop(arena.crew.alive().getFirst());
        }
    }

    private static List<Worker> ready(Arena arena) {
        return arena.crew.alive().stream()
                .filter(worker -> worker.process().health("readiness").isUp())
                .toList();
    }

    private static List<ClipRendered> clips(Arena arena, String user, int from) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int n = from; n < from + 12; n++) {
            clips.add(arena.files.render(user, "r" + n % 4, "split", n, 10_000));
        }
        return clips;
    }
}
