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
import java.util.function.Function;

/**
 * Clips per second and processor time per clip against a store that takes its time: the worker beside two listeners
 * that do the same job, or beside other jars of itself. All have the same broker, partitions, store, files and events,
 * and take turns, each time in a process of its own.
 */
final class Throughput implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int USERS = 24;
    private static final int[] KIB = {64, 1024, 16 * 1024};
    private static final int[] LATENCIES = {0, 5, 50, 200};

    /** From this size on, clips are fewer by as much as they are larger. */
    private static final int LARGE_KIB = 1024;

    /** Of the worker: clips that move at one time, each with two requests one after the other. */
    private static final int IN_FLIGHT = 64;

    private static final int REQUESTS_IN_TURN = 2;

    private static final List<Integer> CLIPS_OF_A_WORKER = List.of(2_000, 2_000, 2_000, 1_200);

    /**
     * Who does the job, and how many clips of up to 1 MiB each is given per latency: enough for a steady pace, and no
     * more than takes a few seconds.
     */
    private record Entrant(String name, Function<Stage, Contender> start, List<Integer> clips) {

        static Entrant worker(String name, Path jar) {
            return new Entrant(name, stage -> Contender.worker(stage, jar), CLIPS_OF_A_WORKER);
        }
    }

    /**
     * All clips over all the time, from the publishing of the first until the last is ready.
     *
     * @param compilerMillis what HotSpot's compilers took of {@code cpuMillis}
     */
    private record Speed(double clipsPerSecond, double cpuMillis, double compilerMillis) {}

    /** What is sent to one who takes so long. */
    private record Setting(int kib, int latency) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        List<Entrant> entrants = stage.beside().isEmpty() ? besideListeners(stage) : besideOtherJars(stage);
        Map<Setting, Map<String, List<Speed>>> speeds = new LinkedHashMap<>();
        for (int kib : KIB) {
            for (int round = 0; round < effort.of(1, 3); round++) {
                for (Entrant one : entrants) {
                    measure(stage, effort, one, kib, speeds);
                }
            }
        }
        Table table = new Table(
                "b. Clips per second against a store that waits before each answer: median (least–most)",
                "clip",
                "store ms",
                "who",
                "clips/s",
                "CPU ms/clip",
                "of it compilers",
                "without SHA-256",
                "× the first, clips/s",
                "× the first, CPU",
                "of ideal");
        double hashMillisPerKib = Sha256Cost.millisPerKib();
        speeds.forEach((setting, of) -> rows(table, setting, of, hashMillisPerKib));
        return List.of(table);
    }

    private static List<Entrant> besideListeners(Stage stage) {
        return List.of(
                new Entrant("plain @KafkaListener", s -> Contender.listener(s, "plain"), List.of(500, 400, 100, 40)),
                new Entrant(
                        "batch, transaction, virtual threads",
                        s -> Contender.listener(s, "batch"),
                        List.of(1_000, 1_000, 600, 300)),
                Entrant.worker("worker", stage.jar()));
    }

    private static List<Entrant> besideOtherJars(Stage stage) {
        List<Entrant> all = new ArrayList<>();
        stage.beside().forEach((name, jar) -> all.add(Entrant.worker(name, jar)));
        all.add(Entrant.worker("worker", stage.jar()));
        return all;
    }

    /** One process over all latencies, so that it is warm, and starts once. */
    private static void measure(
            Stage stage, Effort effort, Entrant who, int kib, Map<Setting, Map<String, List<Speed>>> speeds)
            throws Exception {
        RenderedMedia video = stage.media.video("throughput-" + kib, kib * 1024);
        RenderedMedia thumbnail = stage.media.thumbnail("throughput-" + kib);
        stage.latency(Duration.ZERO);
        try (ReadyTap tap = stage.tap()) {
            tap.settled();
            // A group that is new reads the topic from its beginning.
            stage.forgetRendered();
            try (Contender contender = who.start().apply(stage)) {
                RenderedMedia small = stage.media.video("throughput-small", 64 * 1024);
                run(stage, tap, contender, clips(small, thumbnail, 1_000));
                for (int sent = 0; sent < effort.of(1, 3); sent++) {
                    run(stage, tap, contender, clips(video, thumbnail, fewer(1_000, kib)));
                }
                for (int i = 0; i < LATENCIES.length; i++) {
                    int count = fewer(who.clips().get(i), kib) / effort.of(2, 1);
                    stage.latency(Duration.ofMillis(LATENCIES[i]));
                    Speed speed = run(stage, tap, contender, clips(video, thumbnail, count));
                    System.err.printf("%d KiB, %d ms, %s: %d clips, %s%n", kib, LATENCIES[i], who.name(), count, speed);
                    speeds.computeIfAbsent(new Setting(kib, LATENCIES[i]), s -> new LinkedHashMap<>())
                            .computeIfAbsent(who.name(), w -> new ArrayList<>())
                            .add(speed);
                }
            } finally {
                stage.latency(Duration.ZERO);
            }
        }
    }

    private static int fewer(int clips, int kib) {
        return Math.max(10, clips * LARGE_KIB / Math.max(kib, LARGE_KIB));
    }

    private static Speed run(Stage stage, ReadyTap tap, Contender contender, List<ClipRendered> clips)
            throws InterruptedException {
        long before = tap.ready();
        double cpu = Proc.cpuSeconds(contender.pid());
        double compilers = Proc.compilerCpuSeconds(contender.pid());
        long began = System.nanoTime();
        stage.publish(clips);
        tap.awaitReady(before + clips.size(), PATIENCE);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Speed(
                clips.size() / seconds,
                (Proc.cpuSeconds(contender.pid()) - cpu) * 1_000 / clips.size(),
                (Proc.compilerCpuSeconds(contender.pid()) - compilers) * 1_000 / clips.size());
    }

    private static List<ClipRendered> clips(RenderedMedia video, RenderedMedia thumbnail, int count) {
        String batch = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.add(Media.clip("user" + i % USERS, batch, i, video, Optional.of(thumbnail)));
        }
        return clips;
    }

    private static void rows(Table table, Setting setting, Map<String, List<Speed>> speeds, double hashMillisPerKib) {
        double hashMillis = hashMillisPerKib * (setting.kib() + Media.THUMBNAIL_BYTES / 1024.0);
        List<Speed> first = speeds.values().iterator().next();
        double ideal = IN_FLIGHT * 1_000.0 / (REQUESTS_IN_TURN * Math.max(1.0, setting.latency()));
        speeds.forEach((who, of) -> {
            Numbers rate = Numbers.of(of, Speed::clipsPerSecond);
            table.row(
                    setting.kib() + " KiB",
                    Integer.toString(setting.latency()),
                    who,
                    rate.shown("%.0f"),
                    Numbers.of(of, Speed::cpuMillis).shown("%.1f"),
                    Numbers.of(of, Speed::compilerMillis).shown("%.1f"),
                    Numbers.of(of, speed -> speed.cpuMillis() - hashMillis).shown("%.1f"),
                    Numbers.ratios(of, first, Speed::clipsPerSecond).shown("%.2f"),
                    Numbers.ratios(of, first, Speed::cpuMillis).shown("%.2f"),
                    who.equals("worker") && setting.latency() > 0
                            ? Numbers.text("%.0f %%", 100 * rate.median() / ideal)
                            : "");
        });
    }
}
