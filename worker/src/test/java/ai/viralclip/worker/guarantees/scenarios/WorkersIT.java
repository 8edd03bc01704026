package ai.viralclip.worker.guarantees.scenarios;

import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that come and go, in good order and not, and one that sleeps for too long. */
@LongOther
@Tag("scenario")
class WorkersIT {

    /** So many more answers say that partitions have found their owners again. */
    private static final int SOME = 10;

    private static final Duration REBALANCED = Duration.ofMinutes(2);

    @TempDir
    Path temp;

    @Test
    void allHoldsWhileWorkersAreRestartedAddedAndRemoved() throws Exception {
        Random random = Rounds.random("rolling");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.add();
            arena.crew.addReady();
            try (Load _ = Load.start(arena, new Clips(arena.files, random, 40))) {
                for (int round = 0; round < Rounds.count(); round++) {
                    restartEach(arena, arena.crew::stop);
                    restartEach(arena, arena.crew::kill);
                    arena.crew.add();
                    goOn(arena);
                    arena.crew.stop(any(arena, random));
                    goOn(arena);
                    arena.crew.kill(any(arena, random));
                    arena.crew.addReady();
                }
            }
            arena.conclude(
                    new Scenario(2, "three workers: rolling restarts by SIGTERM and kill -9, added, removed"), 0);
        }
    }

    @Test
    void aWorkerThatFreezesPastItsSessionAndWakesIsFenced() throws Exception {
        Random random = Rounds.random("frozen");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.addReady();
            try (Load _ = Load.start(arena, new Clips(arena.files, random, 40))) {
                for (int round = 0; round < Rounds.count(); round++) {
                    goOn(arena);
                    Worker frozen = any(arena, random);
                    await().atMost(REBALANCED).until(() -> arena.owners().contains(frozen));
                    arena.crew.signal(frozen, "STOP");
                    await().atMost(REBALANCED).until(() -> isTakenOver(frozen, arena.owners()));
                    // Everything that it held is answered by the other.
                    arena.awaitAnswers(arena.guarantees.clips());
                    int asleep = frozen.process().log().length();
                    arena.crew.signal(frozen, "CONT");
                    await().atMost(REBALANCED)
                            .until(() -> wasFenced(frozen.process().log().substring(asleep)));
                    goOn(arena);
                }
            }
            arena.conclude(new Scenario(3, "a worker frozen past its session, then woken"), Rounds.count());
        }
    }

    private static boolean isTakenOver(Worker gone, List<Worker> owners) {
        return !owners.isEmpty() && !owners.contains(gone);
    }

    private static boolean wasFenced(String log) {
        return log.contains("lost partitions=")
                || log.contains("settlement failed")
                || log.contains("revoked partitions=");
    }

    private static void restartEach(Arena arena, Consumer<Worker> end) {
        List<Worker> before = arena.crew.alive();
        for (Worker worker : Rounds.count() > 1 ? before : before.subList(0, 1)) {
            end.accept(worker);
            arena.crew.addReady();
            goOn(arena);
        }
    }

    private static Worker any(Arena arena, Random random) {
        List<Worker> alive = arena.crew.alive();
        return alive.get(random.nextInt(alive.size()));
    }

    private static void goOn(Arena arena) {
        arena.awaitAnswers(arena.outcomes.answers().size() + SOME);
    }
}
