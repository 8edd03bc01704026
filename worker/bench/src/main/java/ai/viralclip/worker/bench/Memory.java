package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What 16 large clips in flight take of the memory of a worker that has 256 MiB of heap. */
final class Memory implements Benchmark {

    private static final int CLIPS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern MOVING = Pattern.compile("(?m)^clip_uploads_moving(?:\\{.*})? ([0-9.E]+)$");
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{.*area=\"heap\".*} ([0-9.E]+)$");

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "d. 16 large clips in flight, -Xmx256m",
                "clip",
                "most in flight",
                "peak heap in use MiB",
                "peak resident MiB",
                "wall s");
        int mib = effort.of(256, 1024);
        RenderedMedia huge = stage.media.hugeVideo("memory", mib * (1L << 20));
        try (WorkerProcess worker = stage.worker(Map.of(), "-Xmx256m");
                ReadyTap tap = stage.tap()) {
            List<ClipRendered> clips = new ArrayList<>();
            for (int i = 0; i < CLIPS; i++) {
                clips.add(Media.clip("user" + i, UUID.randomUUID().toString(), i, huge, Optional.empty()));
            }
            long before = tap.ready();
            long began = System.nanoTime();
            stage.publish(clips);
            double moving = 0;
            double heap = 0;
            while (tap.ready() < before + CLIPS) {
                String metrics = worker.prometheus();
                moving = Math.max(moving, sum(MOVING, metrics));
                heap = Math.max(heap, sum(HEAP, metrics));
                if (System.nanoTime() - began > PATIENCE.toNanos() || !worker.isAlive()) {
                    throw new IllegalStateException("the clips do not become ready");
                }
                Thread.sleep(100);
            }
            table.row(
                    mib + " MiB",
                    Numbers.text("%.0f", moving),
                    Numbers.text("%.0f", heap / (1 << 20)),
                    Long.toString(Proc.peakResidentMib(worker.pid())),
                    Numbers.text("%.0f", (System.nanoTime() - began) / 1e9));
        }
        return List.of(table);
    }

    private static double sum(Pattern line, String metrics) {
        double sum = 0;
        Matcher matcher = line.matcher(metrics);
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return sum;
    }
}
