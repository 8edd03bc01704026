package ai.viralclip.worker.guarantees.scenarios;

import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.Trap;
import ai.viralclip.worker.guarantees.harness.Trap.When;
import ai.viralclip.worker.guarantees.promises.Published;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media that comes after its event, that goes, and that changes under the reader's hands. */
@Tag("scenario")
class MediaIT {

    /** How late media is: the 30 s that a slow shared disk was thought of, or less in every build. */
    private static final Duration LATE = Duration.ofSeconds(Rounds.count() > 1 ? 30 : 8);

    private static final Map<String, String> PATIENCE = Map.of(
            "CLIP_DELIVERY_SOURCE_ATTEMPTS", "3",
            "CLIP_DELIVERY_SOURCE_PATIENCE", LATE.plusSeconds(7).toSeconds() + "s",
            "CLIP_DELIVERY_MAX_DELAY", "2s");

    @TempDir
    Path temp;

    @Test
    void everyGuaranteeHoldsWhereMediaComesLateGoesOrIsCut() throws Exception {
        Random random = Rounds.random("media");
        try (Arena arena = Arena.open(temp, PATIENCE)) {
            arena.crew.addReady();
            Clips clips = new Clips(arena.files, random, 20);
            for (int round = 0; round < Rounds.few(); round++) {
                List<ClipRendered> late = clips.next(20);
                late.forEach(clip -> move(video(clip), aside(clip)));
                List<ClipRendered> gone = clips.next(10);
                gone.forEach(clip -> delete(video(clip)));
                ClipRendered cut = clips.ofBytes(12_000_000);
                arena.store.set(Trap.passing(
                        call -> call.key().equals(Published.videoKey(cut)), When.MIDWAY, () -> cut(video(cut))));
                arena.publish(late);
                arena.publish(gone, Fate.FAILED);
                arena.publish(List.of(cut), Fate.FAILED);
                arena.publish(clips.next(20));
                await().pollDelay(LATE).atMost(LATE.plusSeconds(5)).until(() -> true);
                late.forEach(clip -> move(aside(clip), video(clip)));
                arena.awaitAllAnswered();
            }
            arena.conclude(
                    new Scenario(9, "media appears late, disappears, is truncated while it is read"),
                    31 * Rounds.few());
        }
    }

    private static Path video(ClipRendered clip) {
        return Path.of(clip.video().uri());
    }

    private static Path aside(ClipRendered clip) {
        return Path.of(video(clip) + ".late");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cut(Path file) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
