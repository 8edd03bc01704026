package ai.viralclip.worker.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * Clips of 64 KiB to 1 MiB, each with a thumbnail, whose runs lie on the partitions in turn: what a worker has to do
 * follows from its partitions, not from chance.
 */
final class EvenClips {

    /** In a group of 1, 2, 3 or 4 workers each has as many as the others. */
    static final int PARTITIONS = 12;

    private static final int USERS = 24;

    private final List<RenderedMedia> videos;
    private final RenderedMedia thumbnail;
    private final int clipsOfRun;
    private String run = "";
    private int made;

    private EvenClips(List<RenderedMedia> videos, RenderedMedia thumbnail, int clipsOfRun) {
        this.videos = videos;
        this.thumbnail = thumbnail;
        this.clipsOfRun = clipsOfRun;
    }

    /** @param clipsOfRun so many come together; what lies in the page cache is the same for all runs */
    static EvenClips on(Stage stage, int clipsOfRun) {
        List<RenderedMedia> videos = Stream.of(64, 1024, 128, 512, 256)
                .map(kib -> stage.media.video("even-" + kib, kib * 1024))
                .toList();
        return new EvenClips(videos, stage.media.thumbnail("even"), clipsOfRun);
    }

    /** The partition of {@code clip-rendered} that a clip's key is for. */
    static int partitionOf(ClipRendered clip) {
        return partitionOf(clip.uid() + "/" + clip.runId());
    }

    List<ClipRendered> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private ClipRendered next() {
        int runs = made / clipsOfRun;
        String uid = "user" + runs % USERS;
        if (made % clipsOfRun == 0) {
            run = runOn(runs % PARTITIONS, uid);
        }
        RenderedMedia video = videos.get(made % videos.size());
        return Media.clip(uid, run, made++ % clipsOfRun, video, Optional.of(thumbnail));
    }

    private static String runOn(int partition, String uid) {
        while (true) {
            String run = UUID.randomUUID().toString();
            if (partitionOf(uid + "/" + run) == partition) {
                return run;
            }
        }
    }

    private static int partitionOf(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
    }
}
