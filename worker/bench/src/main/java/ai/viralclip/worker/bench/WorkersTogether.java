package ai.viralclip.worker.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Clips per second of 1, 2 and 4 workers: where the store's latency is the limit, and where the processor is. */
final class WorkersTogether {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CLIPS_OF_RUN = 10;
    private static final int[] WORKERS = {1, 2, 4};

    private final Stage stage;
    private final AotCache aot;
    private final Effort effort;
    private final EvenClips clips;

    WorkersTogether(Stage stage, AotCache aot, Effort effort) {
        this.stage = stage;
        this.aot = aot;
        this.effort = effort;
        this.clips = EvenClips.on(stage, CLIPS_OF_RUN);
    }

    /**
     * How many clips a worker uploads at a time.
     *
     * @param clips measured, for each worker where latency is the limit, and in all where the processor is
     */
    private record Way(String name, int uploads, boolean isEachWorkers, int clips) {}

    /**
     * @param busiest clips of the worker that had the most, by the mean
     * @param busy of the machine, 1 for all of it
     */
    private record Speed(double clipsPerSecond, double cpuMillisPerClip, double busiest, double busy) {}

    Table run() throws Exception {
        Table table = new Table(
                "h. Workers in one group, store with %d ms, 12 partitions, clips of 64 KiB to 1 MiB, -Xmx256m"
                        .formatted(Scaling.STORE.toMillis()),
                "uploads at a time, each",
                "workers",
                "clips/s",
                "× one worker",
                "CPU ms/clip, all workers",
                "busiest, × mean",
                "machine busy",
                "peak resident MiB, each");
        for (Way way : List.of(
                new Way("3: the store's latency is the limit", 3, true, effort.of(120, 250)),
                new Way("64, the default: the two cores are", 64, false, effort.of(400, 1_200)))) {
            measure(way, table);
        }
        return table;
    }

    private void measure(Way way, Table table) throws Exception {
        Map<String, String> settings = Map.of("CLIP_DELIVERY_MAX_CONCURRENT", Integer.toString(way.uploads()));
        try (WorkerGroup group = new WorkerGroup(stage, aot, "uploads-" + way.uploads(), settings);
                ReadyTap tap = stage.tap()) {
            double one = 0;
            for (int workers : WORKERS) {
                stage.latency(Duration.ZERO);
                int missing = workers - group.alive().size();
                IntStream.range(0, missing).forEach(i -> group.add());
                group.awaitSpread();
                tap.settled();
                measure(group, tap, missing * effort.of(200, 1_000)); // warms up
                stage.latency(Scaling.STORE);
                List<Speed> speeds = new ArrayList<>();
                for (int round = 0; round < effort.of(1, 2); round++) {
                    speeds.add(measure(group, tap, way.clips() * (way.isEachWorkers() ? workers : 1)));
                    System.err.println(
                            "h: " + way.uploads() + " uploads, " + workers + " workers: " + speeds.getLast());
                }
                one = one == 0 ? numbers(speeds, Speed::clipsPerSecond).median() : one;
                row(table, way, group, speeds, one);
            }
        }
    }

    private Speed measure(WorkerGroup group, ReadyTap tap, int count) throws InterruptedException {
        long before = tap.ready();
        List<Double> ready = group.ready();
        double cpu = group.cpuSeconds();
        double idle = Proc.idleSeconds();
        long started = System.nanoTime();
        stage.publish(clips.next(count));
        // Between the first fifth and the last: how it begins and how it ends is another matter.
        tap.awaitReady(before + count / 5, PATIENCE);
        long from = tap.ready();
        long began = System.nanoTime();
        tap.awaitReady(before + count * 4L / 5, PATIENCE);
        double rate = (tap.ready() - from) * 1e9 / (System.nanoTime() - began);
        tap.awaitReady(before + count, PATIENCE);
        double cores =
                (System.nanoTime() - started) / 1e9 * Runtime.getRuntime().availableProcessors();
        List<Double> now = group.ready();
        double most = IntStream.range(0, now.size())
                .mapToDouble(i -> now.get(i) - ready.get(i))
                .max()
                .orElse(0);
        return new Speed(
                rate,
                (group.cpuSeconds() - cpu) * 1_000 / count,
                most * now.size() / count,
                1 - (Proc.idleSeconds() - idle) / cores);
    }

    private static void row(Table table, Way way, WorkerGroup group, List<Speed> speeds, double one) {
        Numbers rate = numbers(speeds, Speed::clipsPerSecond);
        Numbers resident = new Numbers(group.alive().stream()
                .map(worker -> (double) Proc.peakResidentMib(worker.pid()))
                .toList());
        table.row(
                way.name(),
                Integer.toString(group.alive().size()),
                rate.shown("%.0f"),
                Numbers.text("%.2f", rate.median() / one),
                numbers(speeds, Speed::cpuMillisPerClip).shown("%.1f"),
                numbers(speeds, Speed::busiest).shown("%.2f"),
                Numbers.text("%.0f %%", 100 * numbers(speeds, Speed::busy).median()),
                resident.shown("%.0f"));
    }

    private interface Figure {
        double of(Speed speed);
    }

    private static Numbers numbers(List<Speed> speeds, Figure figure) {
        return new Numbers(speeds.stream().map(figure::of).toList());
    }
}
