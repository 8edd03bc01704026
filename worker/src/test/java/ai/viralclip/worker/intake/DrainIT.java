package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is told to stop. */
class DrainIT {

    private static final int CLIPS = 240;

    @TempDir
    Path temp;

    @Test
    void onSigtermAWorkerFinishesWhatIsInFlightAndEnds() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launchReady();
            List<Rendered> rendered = rig.publish(clips(rig));
            seen(rig, 10);

            assertThat(worker.terminate(Duration.ofSeconds(40))).isTrue();

            assertThat(worker.log())
                    .contains("draining")
                    .doesNotContain("not drained in time")
                    .doesNotContain("InterruptException");
            rig.outcomes.catchUp(Duration.ofSeconds(20));
            assertThat(rig.outcomes.answeredMoreThanOnce()).isEmpty();
            rig.launch();
            allAreReadyOnce(rig, rendered);
        }
    }

    private static void allAreReadyOnce(Rig rig, List<Rendered> rendered) {
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(2)))
                .isTrue();
        assertThat(rig.outcomes.catchUp(Duration.ofSeconds(30))).isTrue();
        assertThat(rig.outcomes.ready()).hasSize(CLIPS);
        new Stored(rig).isExactly(rendered);
    }

    private static void seen(Rig rig, int answers) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rig.outcomes.answers().size() >= answers);
    }

    private static List<ClipRendered> clips(Rig rig) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            clips.add(rig.files.render("user" + i % 8, "run" + i % 24, "intelligent_split", i, 20_000 + i));
        }
        return clips;
    }
}
