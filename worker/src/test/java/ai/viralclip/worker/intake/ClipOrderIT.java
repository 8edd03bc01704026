package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of one clip, again and again. */
class ClipOrderIT {

    @TempDir
    Path temp;

    @Test
    void renderingsOfOneClipTakeEffectInTheirOrderAndTheLastOneStays() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            rig.launchReady();
            List<ClipRendered> renderings = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                // Large ones first: without an order, the small ones behind them would be stored before them.
                renderings.add(rig.files.render("ana", "launch", "split", 7, 2_000_000 - i * 150_000));
            }
            List<Rendered> rendered = rig.publish(renderings);

            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(1)))
                    .isTrue();

            assertThat(rig.outcomes.ready().stream().map(ClipReady::renderedEventId))
                    .containsExactlyElementsOf(Rig.ids(rendered));
            new Stored(rig).isExactly(List.of(rendered.getLast()));
        }
    }
}
