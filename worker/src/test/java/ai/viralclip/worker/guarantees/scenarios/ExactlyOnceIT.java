package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.LongOne;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly one {@code clip-ready} per rendered clip, whatever happens to the workers. */
@LongOne
@Tag("scenario")
class ExactlyOnceIT {

    /** {@link KillsIT} kills at every step in every build; at length, so does this more often. */
    private static final boolean AT_LENGTH = Rounds.count() > 1;

    private static final int CLIPS = AT_LENGTH ? 300 : 120;
    private static final int KILLS = AT_LENGTH ? 5 : 2;

    @TempDir
    Path temp;

    @Test
    void clipsAreReadyOnceThoughTheOnlyWorkerIsKilledAgainAndAgain() throws Exception {
        Random random = new Random(7);
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launchReady();
            List<Rendered> rendered = rig.publish(clips(rig));
            for (int kill = 1; kill <= KILLS; kill++) {
                // Somewhere in the share of the clips that this worker gets to, and mostly with clips in flight.
                int seen = rig.outcomes.answers().size();
                int until = Math.min(seen + 5 + random.nextInt(50), kill * CLIPS / (KILLS + 1));
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> rig.outcomes.answers().size() >= until);
                worker.killHard();
                worker = rig.launch();
            }

            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofSeconds(150)))
                    .isTrue();
            assertThat(rig.outcomes.catchUp(Duration.ofSeconds(30))).isTrue();
            assertThat(rig.outcomes.ready()).hasSize(CLIPS);
            assertThat(rig.outcomes.deadLetters()).isEmpty();
            new Stored(rig).isExactly(rendered);
        }
    }

    /** Over six partitions, as 24 runs: a handful of clips for each key. */
    private static List<ClipRendered> clips(Rig rig) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            clips.add(rig.files.render("user" + i % 8, "run" + i % 24, "left_focus", i, 20_000 + i));
        }
        return clips;
    }
}
