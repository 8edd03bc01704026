package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.guarantees.harness.HungFiles;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of media whose file system hangs in the kernel, beside one that does not. */
@LongOther
@Tag("scenario")
class HungMountIT {

    /** More than a worker has threads to call one folder with, and many more than this machine has cores. */
    private static final int HUNG = 32;

    /** So many hung calls stopped a worker whose virtual threads made them. */
    private static final int CALLS = Math.min(Runtime.getRuntime().availableProcessors(), 8);

    private static final Duration WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    @Test
    void allHoldsWhileOneFolderHangsAndTheOthersClipsGoOn() throws Exception {
        Random random = Rounds.random("hung mount");
        Path other = Files.createDirectories(temp.resolve("hangs"));
        RenderedFiles there = new RenderedFiles(other, Rounds.seed());
        Map<String, String> settings = Map.of(
                "CLIP_MEDIA_FILE_ROOTS",
                temp.resolve("media").toAbsolutePath() + "," + other.toAbsolutePath(),
                "CLIP_MEDIA_CALL_TIMEOUT",
                "1s");
        try (Arena arena = Arena.open(temp, settings)) {
            arena.crew.add();
            arena.crew.addReady();
            try (Load _ = Load.start(arena, new Clips(arena.files, random, 40))) {
                for (int round = 0; round < Rounds.count(); round++) {
                    hang(arena, there, round);
                }
            }
            arena.conclude(new Scenario(17, "the file system of one folder of media hangs"), HUNG * Rounds.count());
        }
    }

    private static void hang(Arena arena, RenderedFiles there, int round) throws Exception {
        String user = "hung" + round;
        List<ClipRendered> hung = IntStream.range(0, HUNG)
                .mapToObj(n -> there.render(user, "r" + n, "split", n, 10_000))
                .toList();
        try (HungFiles _ = HungFiles.of(hung.stream().map(HungMountIT::file).toList())) {
            arena.publish(hung);
            await("calls hang").atMost(WITHIN).until(() -> HungFiles.waitedFor() >= CALLS);
            othersAreAnswered(arena, user);
            await().atMost(WITHIN)
                    .until(() ->
                            arena.crew.ledgers().stream().anyMatch(ledger -> ledger.get("clip_media_calls_hung") > 0));
            if (round % 2 == 1) {
                Worker struck = arena.crew.alive().getFirst();
                arena.crew.kill(struck);
                arena.crew.addReady();
                othersAreAnswered(arena, user + "-again");
            }
        }
        await("what hung is answered").atMost(Duration.ofMinutes(2)).until(() -> arena.answered(user));
    }

    /** Clips of the folder that does not hang, a listing, and a purge. */
    private static void othersAreAnswered(Arena arena, String user) throws Exception {
        ClipRendered some = arena.files.render(user + "-beside", "r", "split", 1, 10_000);
        arena.publish(List.of(some));
        await("others are answered")
                .atMost(WITHIN)
                .until(() -> arena.answered(some.uid().value()));
        try (RequestClient client = RequestClient.connect(
                Map.of("bootstrap.servers", arena.brokers.innerServers()), InstantSource.system())) {
            ClipsRequested list =
                    new ClipsRequested(some.uid(), some.runId(), Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(client.list(list, WITHIN).clips()).hasSize(1);
        }
        assertThat(arena.purge(user + "-nobody")).succeedsWithin(WITHIN);
    }

    private static Path file(ClipRendered clip) {
        return Path.of(clip.video().uri());
    }
}
