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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clip costs on the store's bill, as the worker's own metrics count it. */
class OperationsPerClipIT {

    private static final int CLIPS = 20;
    private static final Pattern REQUESTS =
            Pattern.compile("clip_store_requests_total\\{.*operation=\"(\\w+)\".*} ([0-9.E]+)");

    @TempDir
    Path temp;

    @Test
    void twoPutsForEachClipAndTwoForTheirRunAndOneReadOfItsDocument() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            // However slow this machine is: clips that come within this time come together.
            WorkerProcess worker = rig.launchReady(Map.of("CLIP_HIGHLIGHTS_PAUSE_BETWEEN_WRITES", "10s"));
            // What the start asks beside the clips: whether uploads were left behind.
            await().until(() -> requests(worker).getOrDefault("list_multipart_uploads", 0) > 0);
            Map<String, Integer> before = requests(worker);

            List<Rendered> rendered = rig.publish(clips(rig));
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(1)))
                    .isTrue();

            Map<String, Integer> asked = requests(worker);
            asked.replaceAll((operation, count) -> count - before.getOrDefault(operation, 0));
            asked.values().removeIf(count -> count == 0);
            assertThat(asked).containsOnlyKeys("put_object", "get_object");
            assertThat(asked.get("put_object")).isBetween(2 * CLIPS + 1, 2 * CLIPS + 2);
            assertThat(asked).containsEntry("get_object", 1);
            new Stored(rig).isExactly(rendered);
        }
    }

    private static List<ClipRendered> clips(Rig rig) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < CLIPS; i++) {
            clips.add(rig.files.render("ana", "launch", "split", i, 30_000));
        }
        return clips;
    }

    private static Map<String, Integer> requests(WorkerProcess worker) {
        Map<String, Integer> requests = new HashMap<>();
        Matcher line = REQUESTS.matcher(worker.prometheus());
        while (line.find()) {
            requests.merge(line.group(1), (int) Double.parseDouble(line.group(2)), Integer::sum);
        }
        return requests;
    }
}
