package ai.viralclip.worker.guarantees.scenarios;

import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.LongOne;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, with SIGKILL, wherever it could hurt. */
@LongOne
@Tag("scenario")
class KillsIT {

    private static final Duration GETS_THERE = Duration.ofMinutes(3);

    @TempDir
    Path temp;

    @Test
    void everyGuaranteeHoldsWhereverOnThePathAWorkerIsKilled() throws Exception {
        Random random = Rounds.random("kills");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.add();
            arena.crew.addReady();
            try (Load _ = Load.start(arena, new Clips(arena.files, random, 40))) {
                for (int round = 0; round < Rounds.many(); round++) {
                    List<KillPoint> points = new ArrayList<>(List.of(KillPoint.values()));
                    Collections.shuffle(points, random);
                    points.forEach(point -> killAt(point, arena, random));
                }
            }
            arena.conclude(new Scenario(1, "kill -9 at each step of a clip's path"), 0);
        }
    }

    private static void killAt(KillPoint point, Arena arena, Random random) {
        await().atMost(Crew.START).until(() -> ready(arena) >= 2);
        // Who owns nothing gets nowhere.
        List<Worker> owners = await().atMost(Crew.START).until(arena::owners, workers -> !workers.isEmpty());
        Worker victim = owners.get(random.nextInt(owners.size()));
        point.arm(arena, victim, () -> arena.crew.kill(victim));
        await(point.name())
                .atMost(GETS_THERE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !victim.process().isAlive());
        arena.crew.add();
    }

    private static long ready(Arena arena) {
        return arena.crew.alive().stream()
                .filter(worker -> worker.process().health("readiness").isUp())
                .count();
    }
}
