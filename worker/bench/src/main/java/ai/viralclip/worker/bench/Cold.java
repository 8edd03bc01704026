package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Processes that have just started, and are given clips of 1 MiB: their first 12 s after 60 clips, and the processor
 * time until the thousandth, their start included.
 */
final class Cold implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOAD = Duration.ofSeconds(12);
    private static final int FIRST_CLIPS = 60;
    private static final int THOUSANDTH = 1_000;

    /** More than two cores store in {@link #LOAD}. */
    private static final int CLIPS = 3_000;

    private static final int USERS = 24;
    private static final List<Integer> LATENCIES = List.of(0, 50, 200);
    private static final long LOOK_EVERY_MILLIS = 5;

    private record Who(String name, Contender.Start start) {}

    private record Setting(int latency, String who) {}

    private record Cost(double clipsPerSecond, double cpuMillis, double cpuSecondsOfThousand, double residentMib) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "i. Just started, clips of 1 MiB: median (least–most)",
                "store ms",
                "who",
                "clips/s, first 12 s after 60 clips",
                "CPU ms/clip of them",
                "CPU s until the 1,000th, with the start",
                "peak resident MiB");
        Map<Setting, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < effort.of(1, 3); round++) {
            for (int latency : LATENCIES) {
                for (Who who : all(stage)) {
                    Cost cost = measure(stage, latency, who);
                    System.err.printf("%d ms, %s: %s%n", latency, who.name(), cost);
                    costs.computeIfAbsent(new Setting(latency, who.name()), s -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        costs.forEach((setting, of) -> table.row(
                Integer.toString(setting.latency()),
                setting.who(),
                Numbers.of(of, Cost::clipsPerSecond).shown("%.0f"),
                Numbers.of(of, Cost::cpuMillis).shown("%.1f"),
                Numbers.of(of, Cost::cpuSecondsOfThousand).shown("%.1f"),
                Numbers.of(of, Cost::residentMib).shown("%.0f")));
        return List.of(table);
    }

    private static List<Who> all(Stage stage) {
        Path jar = stage.jar();
        return List.of(
                new Who("batch, transaction, virtual threads", s -> Contender.listener(s, "batch")),
                new Who("worker, java -jar", s -> Contender.worker(s, jar)));
    }

    private static Cost measure(Stage stage, int latency, Who who) throws Exception {
        RenderedMedia video = stage.media.video("cold", 1024 * 1024);
        RenderedMedia thumbnail = stage.media.thumbnail("cold");
        stage.latency(Duration.ofMillis(latency));
        try (ReadyTap tap = stage.tap()) {
            long before = tap.settled();
            stage.forgetRendered();
            try (Contender contender = who.start().on(stage)) {
                stage.publish(clips(video, thumbnail, FIRST_CLIPS));
                tap.awaitReady(before + FIRST_CLIPS, PATIENCE);
                return load(stage, tap, contender, before, clips(video, thumbnail, CLIPS));
            }
        } finally {
            stage.latency(Duration.ZERO);
        }
    }

    private static Cost load(Stage stage, ReadyTap tap, Contender contender, long before, List<ClipRendered> clips)
            throws InterruptedException {
        double cpu = Proc.cpuSeconds(contender.pid());
        long began = System.nanoTime();
        stage.publish(clips);
        double ofLoad = Double.NaN;
        double ofThousand = Double.NaN;
        long stored = 0;
        while (Double.isNaN(ofLoad) || Double.isNaN(ofThousand)) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            tap.requireNoneFailed();
            if (Double.isNaN(ofLoad) && System.nanoTime() - began > LOAD.toNanos()) {
                ofLoad = Proc.cpuSeconds(contender.pid()) - cpu;
                stored = tap.ready() - before - FIRST_CLIPS;
            }
            if (Double.isNaN(ofThousand) && tap.ready() - before >= THOUSANDTH) {
                ofThousand = Proc.cpuSeconds(contender.pid());
            }
        }
        double seconds = LOAD.toMillis() / 1e3;
        return new Cost(stored / seconds, ofLoad * 1_000 / stored, ofThousand, Proc.peakResidentMib(contender.pid()));
    }

    private static List<ClipRendered> clips(RenderedMedia video, RenderedMedia thumbnail, int count) {
        String run = UUID.randomUUID().toString();
        return IntStream.range(0, count)
                .mapToObj(i -> Media.clip("user" + i % USERS, run, i, video, Optional.of(thumbnail)))
                .toList();
    }
}
