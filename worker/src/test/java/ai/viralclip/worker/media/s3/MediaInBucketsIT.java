package ai.viralclip.worker.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips whose media lies in buckets, through the worker as it ships. */
class MediaInBucketsIT {

    private static final long VIDEO_BYTES = 700_000;

    @TempDir
    private Path temp;

    @Test
    void theOwnStoreCopiesAndAnotherIsReadAndNothingElseIsTaken() throws Exception {
        try (Rig rig = Rig.start(temp);
                LocalStore pipeline = LocalStore.start(new LocalStore.Options(
                        temp.resolve("pipeline"), "unused", "pipeline-key", "pipeline-secret", false, 0))) {
            WorkerProcess worker = rig.launchReady(settings(pipeline));

            ClipRendered copied = moved(rig, 1, "renders", rig.store);
            ClipRendered streamed = moved(rig, 2, "masters", pipeline);
            List<Rendered> good = rig.publish(List.of(copied, streamed));
            List<Rendered> bad = rig.publish(List.of(
                    moved(rig, 3, "private", rig.store),
                    at(rig.files.render("ana", "launch", "split", 4, VIDEO_BYTES), "renders", "none")));

            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(good), Duration.ofMinutes(2)))
                    .isTrue();
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(bad), Duration.ofMinutes(2)))
                    .isTrue();
            assertThat(rig.outcomes.answers().stream()
                            .filter(answer -> answer.data() instanceof ClipReady)
                            .count())
                    .isEqualTo(2);
            assertThat(rig.outcomes.answers())
                    .filteredOn(answer -> answer.data() instanceof ClipFailed)
                    .extracting(answer -> ((ClipFailed) answer.data()).reason())
                    .containsExactlyInAnyOrder(Reason.SOURCE_NOT_ALLOWED, Reason.SOURCE_MISSING);
            new Stored(rig).isExactly(good);
            Metrics metrics = Metrics.of(worker);
            assertThat(metrics.get("clip_media_source_bytes_total")).isEqualTo(bytes(streamed));
            assertThat(metrics.get("clip_store_copied_bytes_total")).isEqualTo(bytes(copied));
            assertThat(rig.logs()).doesNotContain("pipeline-secret");
        }
    }

    @Test
    void aWorkerThatIsKilledWhileItCopiesLeavesEachClipToBeReadyOnce() throws Exception {
        Map<String, String> settings = Map.of("CLIP_MEDIA_S3_BUCKETS", "renders");
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess first = rig.launchReady(settings);
            List<ClipRendered> clips = new ArrayList<>();
            for (int n = 0; n < 30; n++) {
                clips.add(moved(rig, n, "renders", rig.store));
            }
            List<Rendered> rendered = rig.publish(clips);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Metrics.of(first).get("clip_store_copied_bytes_total") > 3 * VIDEO_BYTES);
            first.killHard();
            rig.launchReady(settings);

            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(2)))
                    .isTrue();
            new Stored(rig).isExactly(rendered);
        }
    }

    private static Map<String, String> settings(LocalStore pipeline) {
        Map<String, String> settings = new HashMap<>();
        settings.put("CLIP_MEDIA_S3_BUCKETS", "renders");
        settings.put("CLIP_MEDIA_S3_UNCONFIRMED_SHA256", "trust");
        settings.put(
                "CLIP_MEDIA_S3_STORES_PIPELINE_ENDPOINT_URL",
                pipeline.endpoint().toString());
        settings.put("CLIP_MEDIA_S3_STORES_PIPELINE_ACCESS_KEY_ID", pipeline.accessKeyId());
        settings.put("CLIP_MEDIA_S3_STORES_PIPELINE_SECRET_ACCESS_KEY", pipeline.secretAccessKey());
        settings.put("CLIP_MEDIA_S3_STORES_PIPELINE_BUCKETS", "masters");
        settings.put("CLIP_DELIVERY_SOURCE_ATTEMPTS", "2");
        settings.put("CLIP_DELIVERY_SOURCE_PATIENCE", "1s");
        return settings;
    }

    private static double bytes(ClipRendered clip) {
        return clip.video().sizeBytes().orElseThrow()
                + clip.thumbnail().orElseThrow().sizeBytes().orElseThrow();
    }

    private static ClipRendered moved(Rig rig, int n, String bucket, LocalStore store) throws IOException {
        ClipRendered clip = rig.files.render("ana", "launch", "split", n, VIDEO_BYTES);
        store.putMedia(bucket, "in/" + n + ".mp4", Path.of(clip.video().uri()));
        store.putMedia(
                bucket,
                "in/" + n + ".jpg",
                Path.of(clip.thumbnail().orElseThrow().uri()));
        return at(clip, bucket, "in/" + n);
    }

    private static ClipRendered at(ClipRendered clip, String bucket, String key) {
        return new ClipRendered(
                clip.uid(),
                clip.runId(),
                clip.videoUrl(),
                clip.videoTitle(),
                clip.customPrompt(),
                clip.style(),
                clip.highlight(),
                at(clip.video(), bucket, key + ".mp4"),
                Optional.of(at(clip.thumbnail().orElseThrow(), bucket, key + ".jpg")));
    }

    private static RenderedMedia at(RenderedMedia media, String bucket, String key) {
        return new RenderedMedia(URI.create("s3://" + bucket + "/" + key), media.sizeBytes(), media.sha256());
    }
}
