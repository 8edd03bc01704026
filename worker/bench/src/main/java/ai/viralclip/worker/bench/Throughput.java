package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Clips per second and processor time per clip against a store that takes its time, beside two listeners that do the
 * same job: same broker, partitions, store, files and events, in the same run.
 */
final class Throughput implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WARM_UP = 1_000;
    private static final int USERS = 24;
    private static final int[] LATENCIES = {0, 5, 50, 200};

    /** Of the worker: clips that move at one time, each with two requests one after the other. */
    private static final int IN_FLIGHT = 64;

    private static final int REQUESTS_IN_TURN = 2;

    /**
     * Who does the job, and how many clips each is given per latency: enough for a steady pace, and no more than takes
     * a few seconds.
     */
    private record Entrant(String name, Function<Stage, Contender> start, List<Integer> clips) {}

    private static final List<Entrant> ENTRANTS = List.of(
            new Entrant("plain @KafkaListener", s -> Contender.listener(s, "plain"), List.of(500, 400, 100, 40)),
            new Entrant(
                    "batch, transaction, virtual threads",
                    s -> Contender.listener(s, "batch"),
                    List.of(1_000, 1_000, 600, 300)),
            new Entrant("worker", Contender::worker, List.of(2_000, 2_000, 2_000, 1_200)));

    private record Speed(double clipsPerSecond, double cpuMillisPerClip) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "b. Clips per second against a store that waits before each answer: median (least–most)",
                "clip",
                "store ms",
                "who",
                "clips/s",
                "CPU ms/clip",
                "× plain clips/s",
                "of ideal");
        for (int kib : new int[] {64, 1024}) {
            RenderedMedia video = stage.media.video("throughput-" + kib, kib * 1024);
            RenderedMedia thumbnail = stage.media.thumbnail("throughput-" + kib);
            Map<Integer, Map<String, List<Speed>>> speeds = new LinkedHashMap<>();
            for (Entrant one : ENTRANTS) {
                measure(stage, effort, one, video, thumbnail, speeds);
            }
            speeds.forEach((latency, of) -> rows(table, kib, latency, of));
        }
        return List.of(table);
    }

    /** One process over all latencies, so that it is warm, and starts once. */
    private static void measure(
            Stage stage,
            Effort effort,
            Entrant who,
            RenderedMedia video,
            RenderedMedia thumbnail,
            Map<Integer, Map<String, List<Speed>>> speeds)
            throws Exception {
        stage.latency(Duration.ZERO);
        try (ReadyTap tap = stage.tap()) {
            tap.settled();
            // A group that is new reads the topic from its beginning.
            stage.forgetRendered();
            try (Contender contender = who.start().apply(stage)) {
                run(stage, tap, contender, clips(video, thumbnail, WARM_UP));
                for (int i = 0; i < LATENCIES.length; i++) {
                    int latency = LATENCIES[i];
                    int count = who.clips().get(i) / effort.of(2, 1);
                    stage.latency(Duration.ofMillis(latency));
                    for (int round = 0; round < effort.of(1, 2); round++) {
                        Speed speed = run(stage, tap, contender, clips(video, thumbnail, count));
                        System.err.printf(
                                "%d bytes, %d ms, %s: %d clips at %.1f/s, %.1f ms%n",
                                video.sizeBytes().orElse(0L),
                                latency,
                                who.name(),
                                count,
                                speed.clipsPerSecond(),
                                speed.cpuMillisPerClip());
                        speeds.computeIfAbsent(latency, l -> new LinkedHashMap<>())
                                .computeIfAbsent(who.name(), w -> new ArrayList<>())
                                .add(speed);
                    }
                }
            } finally {
                stage.latency(Duration.ZERO);
            }
        }
    }

    private static Speed run(Stage stage, ReadyTap tap, Contender contender, List<ClipRendered> clips)
            throws InterruptedException {
        long before = tap.ready();
        double cpu = Proc.cpuSeconds(contender.pid());
        stage.publish(clips);
        // Between the first fifth and the last: how it begins and how it ends is another matter.
        tap.awaitReady(before + clips.size() / 5, PATIENCE);
        long from = tap.ready();
        long began = System.nanoTime();
        tap.awaitReady(before + clips.size() * 4L / 5, PATIENCE);
        double rate = (tap.ready() - from) * 1e9 / (System.nanoTime() - began);
        tap.awaitReady(before + clips.size(), PATIENCE);
        return new Speed(rate, (Proc.cpuSeconds(contender.pid()) - cpu) * 1_000 / clips.size());
    }

    private static List<ClipRendered> clips(RenderedMedia video, RenderedMedia thumbnail, int count) {
        String batch = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.add(Media.clip("user" + i % USERS, batch, i, video, Optional.of(thumbnail)));
        }
        return clips;
    }

    private static void rows(Table table, int kib, int latency, Map<String, List<Speed>> speeds) {
        double plain = clipsPerSecond(speeds.values().iterator().next()).median();
        speeds.forEach((who, of) -> {
            Numbers rate = clipsPerSecond(of);
            Numbers cpu = new Numbers(of.stream().map(Speed::cpuMillisPerClip).toList());
            double ideal = IN_FLIGHT * 1_000.0 / (REQUESTS_IN_TURN * Math.max(1.0, latency));
            table.row(
                    kib + " KiB",
                    Integer.toString(latency),
                    who,
                    rate.shown("%.0f"),
                    cpu.shown("%.1f"),
                    Numbers.text("%.1f", rate.median() / plain),
                    who.equals("worker") && latency > 0 ? Numbers.text("%.0f %%", 100 * rate.median() / ideal) : "");
        });
    }

    private static Numbers clipsPerSecond(List<Speed> speeds) {
        return new Numbers(speeds.stream().map(Speed::clipsPerSecond).toList());
    }
}
