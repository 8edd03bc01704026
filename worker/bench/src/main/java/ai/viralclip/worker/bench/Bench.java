package ai.viralclip.worker.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code bench [--quick] [a b c ...]}: runs the benchmarks one after another and prints their tables. {@code bench
 * aot}: only makes the start-up cache.
 */
final class Bench {

    private static final PrintStream OUT = System.out;

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("a", new CpuPerGib());
        ALL.put("b", new Throughput());
        ALL.put("c", new Latency());
        ALL.put("d", new Memory());
        ALL.put("e", new StartUp());
        ALL.put("f", new Growth());
    }

    private Bench() {}

    static void main(String[] args) throws Exception {
        Effort effort = List.of(args).contains("--quick") ? Effort.QUICK : Effort.FULL;
        List<String> asked =
                Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
        Path home = Path.of(System.getProperty("bench.home"));
        Path logs = Files.createDirectories(home.resolve("worker/bench/target/logs"));
        if (asked.contains("aot")) {
            aot(home, logs);
            return;
        }
        OUT.println(machine());
        for (Map.Entry<String, Benchmark> one : ALL.entrySet()) {
            if (asked.isEmpty() || asked.contains(one.getKey())) {
                Path directory = Files.createTempDirectory(logs, one.getKey() + "-");
                long began = System.nanoTime();
                try (Stage stage = Stage.open(directory, home.resolve("worker/target/clip-storage-worker.jar"))) {
                    one.getValue().run(stage, effort).forEach(table -> table.print(OUT));
                }
                OUT.println();
                OUT.println("(" + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s)");
            }
        }
        System.exit(0); // Kafka's clients of an interrupted run may leave threads behind.
    }

    /** What {@code worker/bin/aot} is for. */
    private static void aot(Path home, Path logs) throws IOException, InterruptedException {
        Path target = home.resolve("worker/target");
        Path jar = target.resolve("clip-storage-worker.jar");
        try (Stage stage = Stage.open(Files.createTempDirectory(logs, "aot-"), jar)) {
            AotCache made = AotCache.make(stage, target.resolve("unpacked"));
            OUT.printf("java -XX:AOTCache=%s -jar %s%n", made.cache(), made.jar());
        }
        System.exit(0);
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
        return List.of(
                        Runtime.getRuntime().availableProcessors() + " × " + processor,
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        "Java " + Runtime.version(),
                        "load at the start " + load)
                .stream()
                .collect(Collectors.joining(" · "));
    }
}
