package ai.viralclip.worker.bench;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** From the start of the process to the first {@code clip-ready}, of a clip that waits for it. */
final class StartUp implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private record Way(Path jar, List<String> jvm) {}

    private record Start(double seconds, double cpuSeconds) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "e. From the start of the process to the first clip-ready: median (least–most)",
                "how",
                "s",
                "CPU s until then");
        RenderedMedia video = stage.media.video("start", 64 * 1024);
        AotCache aot = AotCache.make(stage, stage.file("unpacked"));
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("java -jar", new Way(stage.jar(), List.of()));
        ways.put("unpacked", new Way(aot.jar(), List.of()));
        ways.put("unpacked, with AOT cache", new Way(aot.jar(), aot.arguments()));
        // What C2 takes of a start; who goes on without it pays with every clip.
        List<String> c1 = Stream.concat(aot.arguments().stream(), Stream.of("-XX:TieredStopAtLevel=1"))
                .toList();
        ways.put("the same, C1 alone", new Way(aot.jar(), c1));
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round < effort.of(2, 4); round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                starts.computeIfAbsent(way.getKey(), w -> new ArrayList<>()).add(start(stage, video, way.getValue()));
            }
        }
        starts.forEach((way, of) -> table.row(
                way,
                new Numbers(of.stream().map(Start::seconds).toList()).shown("%.2f"),
                new Numbers(of.stream().map(Start::cpuSeconds).toList()).shown("%.2f")));
        return List.of(table);
    }

    private static Start start(Stage stage, RenderedMedia video, Way way) throws InterruptedException {
        try (ReadyTap tap = stage.tap()) {
            long before = tap.settled();
            stage.publish(List.of(Media.clip("ana", UUID.randomUUID().toString(), 1, video, Optional.empty())));
            long began = System.nanoTime();
            try (WorkerProcess worker =
                    stage.launch(way.jar(), Map.of(), way.jvm().toArray(new String[0]))) {
                tap.awaitReady(before + 1, PATIENCE);
                return new Start((System.nanoTime() - began) / 1e9, Proc.cpuSeconds(worker.pid()));
            }
        }
    }
}
