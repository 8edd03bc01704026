package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.local.WorkerProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a whole worker writes to its log, as LOGS.md promises it. */
class LogsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    @Test
    void everyLineIsOneJsonObjectAndEachClipHasOneAtItsEnd() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launchReady(
                    Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs", "CLIP_DELIVERY_FIRST_DELAY", "100ms"));
            ClipRendered good = rig.files.render("ana", "logs", "split", 1, 20_000);
            ClipRendered late = rig.files.render("ana", "logs", "split", 2, 20_000);
            ClipRendered forged = forged(rig);
            Path video = Path.of(late.video().uri());
            Path aside = Files.move(video, Path.of(video + ".late"));
            List<String> ids = Rig.ids(rig.publish(List.of(good, late, forged)));
            await().atMost(SOON).until(() -> Metrics.of(worker).get("clip_deferred_total") >= 2);
            Files.move(aside, video);
            assertThat(rig.outcomes.awaitAnswersTo(ids, SOON)).isTrue();
            await().atMost(SOON).until(() -> ends(worker).size() >= 3);

            assertThat(ends(worker)).hasSize(3);
            JsonNode ready = end(worker, ids.get(0));
            assertThat(ready.path("message").asString()).isEqualTo("clip ready");
            assertThat(ready.path("uid").asString()).isEqualTo("ana");
            assertThat(ready.path("n").asInt()).isEqualTo(1);
            assertThat(ready.path("bytes").asLong()).isEqualTo(22_000);
            assertThat(ready.path("origin").asString()).matches("clip-rendered-\\d+@\\d+");
            assertThat(ready.at("/service/name").asString()).isEqualTo("clip-storage-worker");
            assertThat(ready.at("/service/version").asString()).isNotEmpty();
            assertThat(end(worker, ids.get(1)).path("attempts").asInt()).isGreaterThan(2);
            JsonNode failed = end(worker, ids.get(2));
            assertThat(failed.at("/log/level").asString()).isEqualTo("WARN");
            assertThat(failed.path("reason").asString()).isEqualTo("source_not_allowed");
            assertThat(failed.path("detail").asString()).doesNotContain("\n", "\u001b");
            assertThat(worker.log())
                    .as("a file that comes a little late is no news")
                    .doesNotContain("deferred");
        }
    }

    /** Announces a file whose name would begin a line of the log. */
    private static ClipRendered forged(Rig rig) {
        URI uri = URI.create("file:///nowhere/x%0A2026-11-27T00:00:00Z%20ERROR%20forged%1B%5B31m.mp4");
        return rig.files.announce(
                "bo", "logs", "split", 3, new RenderedMedia(uri, Optional.empty(), Optional.empty()), Optional.empty());
    }

    private static JsonNode end(WorkerProcess worker, String eventId) {
        return ends(worker).stream()
                .filter(line -> line.path("event_id").asString().equals(eventId))
                .findFirst()
                .orElseThrow();
    }

    /** Fails where a line is not JSON. */
    private static List<JsonNode> ends(WorkerProcess worker) {
        return worker.log()
                .lines()
                .map(JSON::readTree)
                .filter(line -> List.of("clip ready", "clip failed")
                        .contains(line.path("message").asString()))
                .toList();
    }
}
