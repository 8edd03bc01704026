package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import ai.viralclip.worker.local.demo.MediaSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a GiB costs by where its media lies, each in a worker of its own with {@code -Xmx256m}: files, a bucket of
 * another store, a web server, and a bucket of the worker's own store, which copies by itself.
 */
final class Sources implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int VIDEO_BYTES = 16 << 20;
    private static final double BYTES_PER_GIB = 1L << 30;
    private static final String OWN = "renders";
    private static final String OTHER = "masters";
    private static final Pattern THROUGH = Pattern.compile("(?m)^clip_media_source_bytes_total\\{[^}]*} ([0-9.eE+]+)$");

    /** Where a file of the pipeline's is announced, after it was put there. */
    private interface Place {
        RenderedMedia offer(RenderedMedia file) throws IOException;
    }

    private record Source(String name, Place place, Map<String, String> settings) {}

    private record Cost(double cpuPerGib, double seconds) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "j. Media by where it lies, 16 MiB clips: median (least–most)",
                "source",
                "CPU s/GiB",
                "wall s",
                "bytes through the worker, of those stored",
                "peak resident MiB");
        try (LocalStore own = LocalStore.start(
                        new LocalStore.Options(stage.file("own"), "clips", "bench-key", "bench-secret", true, 0));
                LocalStore other = LocalStore.start(
                        new LocalStore.Options(stage.file("other"), "unused", "other-key", "other-secret", false, 0));
                MediaSite site = MediaSite.start(stage.file("site"))) {
            for (Source source : sources(own, other, site)) {
                measure(stage, effort, own, source, table);
            }
        }
        return List.of(table);
    }

    private static List<Source> sources(LocalStore own, LocalStore other, MediaSite site) {
        String prefix = "CLIP_MEDIA_S3_STORES_OTHER_";
        Map<String, String> named = Map.of(
                prefix + "ENDPOINT_URL", other.endpoint().toString(),
                prefix + "ACCESS_KEY_ID", other.accessKeyId(),
                prefix + "SECRET_ACCESS_KEY", other.secretAccessKey(),
                prefix + "BUCKETS", OTHER);
        Map<String, String> read = Map.of("CLIP_MEDIA_S3_BUCKETS", OWN);
        Map<String, String> trusted = Map.of("CLIP_MEDIA_S3_BUCKETS", OWN, "CLIP_MEDIA_S3_UNCONFIRMED_SHA256", "trust");
        return List.of(
                new Source("file", file -> file, Map.of()),
                new Source("https", site::offer, site.settings()),
                new Source("s3, another store (plain http)", file -> inBucket(other, OTHER, file), named),
                new Source("s3, own store: read, then copied", file -> inBucket(own, OWN, file), read),
                new Source("s3, own store: copied unread (trust)", file -> inBucket(own, OWN, file), trusted));
    }

    private static void measure(Stage stage, Effort effort, LocalStore own, Source source, Table table)
            throws IOException, InterruptedException {
        int count = effort.of(8, 16);
        Map<String, String> settings = new HashMap<>(
                WorkerSettings.environment(stage.bootstrapServers(), own, List.of(stage.media.directory())));
        settings.putAll(source.settings());
        List<String> jvm = new ArrayList<>(WorkerSettings.jvmArguments(own));
        jvm.add("-Xmx256m");
        RenderedMedia video = source.place().offer(stage.media.video("source", VIDEO_BYTES));
        RenderedMedia thumbnail = source.place().offer(stage.media.thumbnail("source"));
        double gib = count * (VIDEO_BYTES + (double) Media.THUMBNAIL_BYTES) / BYTES_PER_GIB;
        stage.forgetRendered();
        try (WorkerProcess worker = stage.worker(stage.jar(), settings, jvm.toArray(new String[0]));
                ReadyTap tap = stage.tap()) {
            tap.settled();
            store(stage, tap, count, video, thumbnail); // not counted
            double before = through(worker);
            List<Cost> costs = new ArrayList<>();
            int rounds = effort.of(1, 4);
            for (int round = 0; round < rounds; round++) {
                double cpu = Proc.cpuSeconds(worker.pid());
                double seconds = store(stage, tap, count, video, thumbnail);
                costs.add(new Cost((Proc.cpuSeconds(worker.pid()) - cpu) / gib, seconds));
            }
            table.row(
                    source.name(),
                    Numbers.of(costs, Cost::cpuPerGib).shown("%.2f"),
                    Numbers.of(costs, Cost::seconds).shown("%.1f"),
                    Numbers.text("%.3f", (through(worker) - before) / BYTES_PER_GIB / gib / rounds),
                    Long.toString(Proc.peakResidentMib(worker.pid())));
        }
    }

    /** Seconds until all of them are ready. */
    private static double store(Stage stage, ReadyTap tap, int count, RenderedMedia video, RenderedMedia thumbnail)
            throws InterruptedException {
        String run = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            clips.add(Media.clip("ana", run, n, video, Optional.of(thumbnail)));
        }
        long expected = tap.ready() + count;
        long began = System.nanoTime();
        stage.publish(clips);
        tap.awaitReady(expected, PATIENCE);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Bytes of media that came to the worker so far, looks not counted. */
    private static double through(WorkerProcess worker) {
        return THROUGH.matcher(worker.prometheus())
                .results()
                .map((MatchResult found) -> found.group(1))
                .mapToDouble(Double::parseDouble)
                .sum();
    }

    private static RenderedMedia inBucket(LocalStore store, String bucket, RenderedMedia file) throws IOException {
        Path path = Path.of(file.uri());
        store.putMedia(bucket, "in/" + path.getFileName(), path);
        return new RenderedMedia(
                URI.create("s3://" + bucket + "/in/" + path.getFileName()), file.sizeBytes(), file.sha256());
    }
}
