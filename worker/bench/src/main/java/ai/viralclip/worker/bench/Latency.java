package ai.viralclip.worker.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;

/** How long a small clip takes from {@code clip-rendered} to {@code clip-ready}, as a reader of both sees it. */
final class Latency implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration STORE = Duration.ofMillis(5);
    private static final double LOAD = 0.8;

    /** Loopback takes all of the processor that there is; this leaves some of it. */
    private static final long GIGABIT_PER_SECOND = 125_000_000;

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "c. From clip-rendered to clip-ready, clips of 64 KiB, each of a run of its own, store with 5 ms",
                "while",
                "clips",
                "p50 ms",
                "p99 ms",
                "max ms");
        RenderedMedia video = stage.media.video("latency", 64 * 1024);
        RenderedMedia thumbnail = stage.media.thumbnail("latency");
        int hugeMebibytes = effort.of(256, 1024);
        RenderedMedia huge = stage.media.hugeVideo("latency-huge", hugeMebibytes * (1L << 20));
        stage.latency(STORE);
        try (WorkerProcess worker = stage.worker(Map.of());
                ReadyTap tap = stage.tap()) {
            int warmUp = effort.of(1_500, 6_000);
            double capacity = capacity(stage, tap, () -> anyPartition(video, thumbnail, warmUp));
            int count = effort.of(50, 200);
            row(table, "idle", paced(stage, tap, samePartition(video, thumbnail, count), 20));
            int loaded = (int) (capacity * LOAD * effort.of(3, 10));
            row(
                    table,
                    "at 80 %% of what it can (%.0f/s)".formatted(capacity * LOAD),
                    paced(stage, tap, anyPartition(video, thumbnail, loaded), capacity * LOAD));
            row(table, "idle again", paced(stage, tap, samePartition(video, thumbnail, count), 20));
            String neighbour = "a clip of " + hugeMebibytes + " MiB on their partition";
            row(table, neighbour, besideHuge(stage, tap, huge, samePartition(video, thumbnail, count)));
            stage.bytesPerSecond(GIGABIT_PER_SECOND);
            row(table, "idle, line of 1 Gbit/s", paced(stage, tap, samePartition(video, thumbnail, count), 20));
            row(
                    table,
                    neighbour + ", line of 1 Gbit/s",
                    besideHuge(stage, tap, huge, samePartition(video, thumbnail, count)));
            if (!worker.isAlive()) {
                throw new IllegalStateException("the worker ended");
            }
        }
        return List.of(table);
    }

    private static Numbers besideHuge(Stage stage, ReadyTap tap, RenderedMedia huge, List<ClipRendered> small)
            throws InterruptedException {
        List<Double> seen = new ArrayList<>();
        // One after the other, so that there is always one under way.
        int neighbours = 0;
        for (int from = 0; from < small.size(); from += 20) {
            String id = stage.publish(List.of(onPartitionZero(huge, Optional.empty(), neighbours++)))
                    .getFirst()
                    .id();
            List<ClipRendered> some = small.subList(from, Math.min(from + 20, small.size()));
            seen.addAll(paced(stage, tap, some, 20).values());
            tap.awaitSeen(id, PATIENCE);
        }
        return new Numbers(seen);
    }

    /** As many at once as it takes, three times over: HotSpot compiles meanwhile. */
    private static double capacity(Stage stage, ReadyTap tap, Supplier<List<ClipRendered>> some)
            throws InterruptedException {
        double best = 0;
        for (int round = 0; round < 3; round++) {
            List<ClipRendered> clips = some.get();
            long before = tap.ready();
            long began = System.nanoTime();
            stage.publish(clips);
            tap.awaitReady(before + clips.size(), PATIENCE);
            best = Math.max(best, clips.size() * 1e9 / (System.nanoTime() - began));
        }
        return best;
    }

    /** Publishes at an even pace, and gives back how long each took, in milliseconds. */
    private static Numbers paced(Stage stage, ReadyTap tap, List<ClipRendered> clips, double perSecond)
            throws InterruptedException {
        Map<String, Long> publishedAt = new HashMap<>();
        long began = System.nanoTime();
        int sent = 0;
        while (sent < clips.size()) {
            int due = (int) Math.min(clips.size(), (System.nanoTime() - began) * perSecond / 1e9 + 1);
            if (due > sent) {
                long now = System.nanoTime();
                for (Rendered one : stage.publish(clips.subList(sent, due))) {
                    publishedAt.put(one.id(), now);
                }
                sent = due;
            }
            Thread.sleep(1);
        }
        List<Double> millis = new ArrayList<>();
        for (Map.Entry<String, Long> one : publishedAt.entrySet()) {
            millis.add((tap.awaitSeen(one.getKey(), PATIENCE) - one.getValue()) / 1e6);
        }
        return new Numbers(millis);
    }

    private static void row(Table table, String during, Numbers millis) {
        table.row(
                during,
                Integer.toString(millis.values().size()),
                Numbers.text("%.0f", millis.quantile(0.5)),
                Numbers.text("%.0f", millis.quantile(0.99)),
                Numbers.text("%.0f", millis.max()));
    }

    private static List<ClipRendered> anyPartition(RenderedMedia video, RenderedMedia thumbnail, int count) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String run = UUID.randomUUID().toString();
            clips.add(Media.clip("user" + i % 50, run, i, video, Optional.of(thumbnail)));
        }
        return clips;
    }

    private static List<ClipRendered> samePartition(RenderedMedia video, RenderedMedia thumbnail, int count) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.add(onPartitionZero(video, Optional.of(thumbnail), i));
        }
        return clips;
    }

    private static ClipRendered onPartitionZero(RenderedMedia video, Optional<RenderedMedia> thumbnail, int n) {
        while (true) {
            String run = UUID.randomUUID().toString();
            byte[] key = ("ana/" + run).getBytes(UTF_8);
            if (Utils.toPositive(Utils.murmur2(key)) % Stage.PARTITIONS == 0) {
                return Media.clip("ana", run, n, video, thumbnail);
            }
        }
    }
}
