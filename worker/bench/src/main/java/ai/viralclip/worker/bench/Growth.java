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

/** Whether a clip costs more, the more there were before it, or the more there are in its run. */
final class Growth implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WARM_UP = 4_000;
    private static final int SLICE = 2_000;

    private record Cost(double cpuMillis, double clipsPerSecond) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table clips = new Table(
                "f. What a clip of 8 KiB costs, after so many before it (runs of 10)",
                "clips before",
                "CPU ms/clip",
                "× first",
                "clips/s");
        Table runs = new Table(
                "f. What a clip of 8 KiB costs in runs of so many that come together",
                "run of",
                "CPU ms/clip",
                "× run of 1",
                "clips/s");
        RenderedMedia video = stage.media.video("growth", 8 * 1024);
        try (WorkerProcess worker = stage.worker(Map.of());
                ReadyTap tap = stage.tap()) {
            run(stage, tap, worker, video, WARM_UP, 10);
            runs(stage, tap, worker, video, effort, runs);
            total(stage, tap, worker, video, effort, clips);
        }
        return List.of(clips, runs);
    }

    private static void total(
            Stage stage, ReadyTap tap, WorkerProcess worker, RenderedMedia video, Effort effort, Table table)
            throws InterruptedException {
        long began = tap.ready();
        double first = 0;
        for (int before : new int[] {1_000, 10_000, effort.of(15_000, 50_000), effort.of(20_000, 100_000)}) {
            int missing = (int) (before - (tap.ready() - began));
            for (; missing > 0; missing -= 5_000) {
                run(stage, tap, worker, video, Math.min(missing, 5_000), 10);
            }
            Cost cost = run(stage, tap, worker, video, SLICE, 10);
            first = first == 0 ? cost.cpuMillis() : first;
            table.row(
                    Integer.toString(before),
                    Numbers.text("%.2f", cost.cpuMillis()),
                    Numbers.text("%.2f", cost.cpuMillis() / first),
                    Numbers.text("%.0f", cost.clipsPerSecond()));
        }
    }

    private static void runs(
            Stage stage, ReadyTap tap, WorkerProcess worker, RenderedMedia video, Effort effort, Table table)
            throws InterruptedException {
        double first = 0;
        for (int run : new int[] {1, 10, 100, 500}) {
            List<Double> cpu = new ArrayList<>();
            List<Double> speed = new ArrayList<>();
            for (int round = 0; round < effort.of(1, 3); round++) {
                Cost cost = run(stage, tap, worker, video, SLICE, run);
                cpu.add(cost.cpuMillis());
                speed.add(cost.clipsPerSecond());
            }
            Numbers millis = new Numbers(cpu);
            first = first == 0 ? millis.median() : first;
            table.row(
                    Integer.toString(run),
                    millis.shown("%.2f"),
                    Numbers.text("%.2f", millis.median() / first),
                    new Numbers(speed).shown("%.0f"));
        }
    }

    private static Cost run(
            Stage stage, ReadyTap tap, WorkerProcess worker, RenderedMedia video, int count, int clipsOfRun)
            throws InterruptedException {
        List<ClipRendered> clips = new ArrayList<>();
        String batch = UUID.randomUUID().toString();
        for (int i = 0; i < count; i++) {
            String run = batch + "-" + i / clipsOfRun;
            clips.add(Media.clip("user" + i / clipsOfRun % 50, run, i % clipsOfRun, video, Optional.empty()));
        }
        long before = tap.ready();
        double cpu = Proc.cpuSeconds(worker.pid());
        long began = System.nanoTime();
        stage.publish(clips);
        tap.awaitReady(before + count, PATIENCE);
        return new Cost(
                (Proc.cpuSeconds(worker.pid()) - cpu) * 1_000 / count, count * 1e9 / (System.nanoTime() - began));
    }
}
