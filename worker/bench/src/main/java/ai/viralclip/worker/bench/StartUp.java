package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A process from its start to the first {@code clip-ready}, of a clip that waits for it; idle until 28 s after its
 * start; and in its first 12 s of load. Beside the worker a plain Spring Boot application on the same libraries.
 */
final class StartUp implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long IDLE_UNTIL_SECONDS = 28;
    private static final Duration LOAD = Duration.ofSeconds(12);

    /** Before the load, as somebody would who comes upon a worker that has run for a while. */
    private static final int FIRST_CLIPS = 60;

    /** More than two cores store in {@link #LOAD}. */
    private static final int CLIPS = 3_000;

    private static final int USERS = 24;
    private static final long LOOK_EVERY_MILLIS = 5;

    private record Way(String name, Contender.Start start) {}

    private record Started(
            double seconds, double cpuSeconds, double cpuIdle, double clipsPerSecond, double cpuMillis) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "e. From the start of the process to the first clip-ready, and what follows: median (least–most)",
                "how",
                "first clip s",
                "CPU s until then",
                "CPU s after 28 s",
                "clips/s, first 12 s of 1 MiB",
                "CPU ms/clip");
        RenderedMedia small = stage.media.video("start", 64 * 1024);
        List<Way> ways = ways(stage);
        Map<String, List<Started>> starts = new LinkedHashMap<>();
        for (int round = 0; round < effort.of(1, 3); round++) {
            for (Way way : ways) {
                Started started = start(stage, small, way);
                System.err.printf("%s: %s%n", way.name(), started);
                starts.computeIfAbsent(way.name(), w -> new ArrayList<>()).add(started);
            }
        }
        starts.forEach((way, of) -> table.row(
                way,
                Numbers.of(of, Started::seconds).shown("%.2f"),
                Numbers.of(of, Started::cpuSeconds).shown("%.2f"),
                Numbers.of(of, Started::cpuIdle).shown("%.2f"),
                Numbers.of(of, Started::clipsPerSecond).shown("%.0f"),
                Numbers.of(of, Started::cpuMillis).shown("%.1f")));
        return List.of(table);
    }

    private static List<Way> ways(Stage stage) throws IOException, InterruptedException {
        AotCache aot = AotCache.make(stage, stage.file("unpacked"));
        // What C2 takes of a start; who goes on without it pays with every clip.
        List<String> c1 = Stream.concat(aot.arguments().stream(), Stream.of("-XX:TieredStopAtLevel=1"))
                .toList();
        return List.of(
                new Way("java -jar", worker(stage.jar(), List.of())),
                new Way("unpacked", worker(aot.jar(), List.of())),
                new Way("unpacked, plain Spring Boot listener", s -> Contender.plainApplication(s, aot.libraries())),
                new Way("unpacked, with AOT cache (bin/aot)", worker(aot.jar(), aot.arguments())),
                new Way("the same, C1 alone", worker(aot.jar(), c1)));
    }

    private static Contender.Start worker(Path jar, List<String> jvm) {
        return stage -> Contender.of(stage.launch(jar, Map.of(), jvm.toArray(new String[0])));
    }

    private static Started start(Stage stage, RenderedMedia small, Way way) throws Exception {
        stage.forgetRendered();
        try (ReadyTap tap = stage.tap()) {
            long before = tap.settled();
            stage.publish(List.of(Media.clip("ana", UUID.randomUUID().toString(), 1, small, Optional.empty())));
            long began = System.nanoTime();
            try (Contender contender = way.start().on(stage)) {
                tap.awaitReady(before + 1, PATIENCE);
                double seconds = (System.nanoTime() - began) / 1e9;
                double cpu = Proc.cpuSeconds(contender.pid());
                Thread.sleep(Math.max(0, IDLE_UNTIL_SECONDS * 1_000 - Math.round(seconds * 1_000)));
                double idle = Proc.cpuSeconds(contender.pid());
                store(stage, tap, FIRST_CLIPS, PATIENCE);
                double warm = Proc.cpuSeconds(contender.pid());
                double stored = store(stage, tap, CLIPS, LOAD);
                double load = Proc.cpuSeconds(contender.pid()) - warm;
                return new Started(seconds, cpu, idle, stored / LOAD.toSeconds(), load * 1_000 / stored);
            }
        }
    }

    /** Publishes clips of 1 MiB, waits for them for no longer than this, and says how many became ready. */
    private static long store(Stage stage, ReadyTap tap, int count, Duration limit) throws InterruptedException {
        RenderedMedia video = stage.media.video("start-load", 1024 * 1024);
        RenderedMedia thumbnail = stage.media.thumbnail("start-load");
        String run = UUID.randomUUID().toString();
        List<ClipRendered> clips = IntStream.range(0, count)
                .mapToObj(i -> Media.clip("user" + i % USERS, run, i, video, Optional.of(thumbnail)))
                .toList();
        long before = tap.ready();
        long deadline = System.nanoTime() + limit.toNanos();
        stage.publish(clips);
        while (tap.ready() < before + count && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        tap.requireNoneFailed();
        return tap.ready() - before;
    }
}
