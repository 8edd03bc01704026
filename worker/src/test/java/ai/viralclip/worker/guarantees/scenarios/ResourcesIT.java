package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose machine runs out of things. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "limits of a running process are changed with prlimit")
@Tag("scenario")
class ResourcesIT {

    private static final Duration SHORTAGE = Duration.ofSeconds(6);

    @TempDir
    Path temp;

    @Test
    void allHoldsWhereNoFileCanBeWrittenAndDescriptorsRunOut() throws Exception {
        Random random = Rounds.random("resources");
        try (Arena arena = Arena.open(temp)) {
            Worker worker = arena.crew.addReady();
            Clips clips = new Clips(arena.files, random, 20);
            for (int round = 0; round < Rounds.count(); round++) {
                // Every write to a file fails, as on a full disk: the worker's log among them.
                during("--fsize=0:", "--fsize=unlimited:", arena, worker, clips);
                // Those that are open stay; no file can be opened and no connection made.
                during("--nofile=32:", "--nofile=4096:", arena, worker, clips);
            }
            assertThat(worker.process().isAlive()).isTrue();
            assertThat(arena.outcomes.deadLetters()).isEmpty();
            arena.conclude(
                    new Scenario(11, "no file can be written (disk full); file descriptors exhausted"),
                    2 * Rounds.count());
        }
    }

    private static void during(String shortage, String relief, Arena arena, Worker worker, Clips clips) {
        arena.crew.limit(worker, shortage);
        arena.publish(clips.next(40));
        await().pollDelay(SHORTAGE).atMost(SHORTAGE.plusSeconds(5)).until(() -> true);
        arena.crew.limit(worker, relief);
        arena.publish(clips.next(10));
        arena.awaitAllAnswered();
    }
}
