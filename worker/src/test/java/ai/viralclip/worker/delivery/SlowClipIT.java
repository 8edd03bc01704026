package ai.viralclip.worker.delivery;

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

/** A huge clip delays nothing else, and takes no heap. */
class SlowClipIT {

    /** Twice the heap. */
    private static final long HUGE = 512L << 20;

    @TempDir
    Path temp;

    @Test
    void aHundredSmallClipsAreReadyWhileAHugeOneIsUnderWay() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            ClipRendered huge = rig.files.render("ana", "launch", "original", 1, HUGE);
            List<ClipRendered> small = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                small.add(rig.files.render("ana", "launch", "original", 100 + i, 50_000));
                small.add(rig.files.render("user" + i, "run", "split", i, 50_000));
            }
            WorkerProcess worker = rig.launch();
            worker.awaitReady(Rig.START);

            Rendered first = rig.pipeline.publish(huge);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> worker.prometheus().contains("clip_in_flight{"));
            List<Rendered> others = rig.publish(small);

            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(others), Duration.ofMinutes(2)))
                    .isTrue();
            assertThat(rig.outcomes.answersTo(first.id()))
                    .as("the huge clip is still under way")
                    .isEmpty();
            assertThat(rig.outcomes.awaitAnswersTo(List.of(first.id()), Duration.ofMinutes(5)))
                    .isTrue();
            List<Rendered> all = new ArrayList<>(others);
            all.add(first);
            new Stored(rig).isExactly(all);
            assertThat(worker.isAlive()).isTrue();
            assertThat(rig.logs()).doesNotContain("OutOfMemoryError");
        }
    }
}
