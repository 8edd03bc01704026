package ai.viralclip.worker.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench [--quick] [--write] [a b c ...]}: runs the benchmarks one after another and prints their tables; with
 * {@code --write} they take the place of those in PERFORMANCE.md. {@code bench aot} only makes the start-up cache.
 */
final class Bench {

    private static final PrintStream OUT = System.out;
    private static final String BEGIN = "<!-- results: written by worker/bin/bench --write -->";
    private static final String END = "<!-- end of results -->";

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("a", new CpuPerGib());
        ALL.put("b", new Throughput());
        ALL.put("c", new Latency());
        ALL.put("d", new Memory());
        ALL.put("e", new StartUp());
        ALL.put("f", new Growth());
    }

    private final Path home;
    private final Path logs;
    private final Effort effort;
    private final StringBuilder said = new StringBuilder();
    private boolean failed;

    private Bench(Path home, Effort effort) throws IOException {
        this.home = home;
        this.logs = Files.createDirectories(home.resolve("worker/bench/target/logs"));
        this.effort = effort;
    }

    static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        List<String> asked =
                Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
        Bench bench = new Bench(
                Path.of(System.getProperty("bench.home")), options.contains("--quick") ? Effort.QUICK : Effort.FULL);
        if (asked.contains("aot")) {
            bench.aot();
        } else {
            bench.run(asked);
            if (options.contains("--write")) {
                bench.write();
            }
        }
        System.exit(bench.failed ? 1 : 0); // Kafka's clients of an interrupted run may leave threads behind.
    }

    private void run(List<String> asked) throws IOException {
        say(machine());
        for (Map.Entry<String, Benchmark> one : ALL.entrySet()) {
            if (asked.isEmpty() || asked.contains(one.getKey())) {
                run(one.getKey(), one.getValue());
            }
        }
    }

    /** One that fails takes none of the others with it. */
    private void run(String name, Benchmark benchmark) {
        long began = System.nanoTime();
        try (Stage stage = stage(name)) {
            benchmark.run(stage, effort).forEach(table -> say(table.text()));
        } catch (Exception e) { // whatever it was, it is told, and the next one has its turn
            failed = true;
            System.err.println(name + " failed; its logs are under " + logs);
            e.printStackTrace();
        }
        System.err.println(
                name + " took " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    /** What {@code worker/bin/aot} is for. */
    private void aot() throws IOException, InterruptedException {
        try (Stage stage = stage("aot")) {
            AotCache made = AotCache.make(stage, home.resolve("worker/target/unpacked"));
            OUT.printf("java %s -jar %s%n", String.join(" ", made.arguments()), made.jar());
        }
    }

    private Stage stage(String name) throws IOException, InterruptedException {
        Path jar = home.resolve("worker/target/clip-storage-worker.jar");
        return Stage.open(Files.createTempDirectory(logs, name + "-"), jar);
    }

    private void say(String text) {
        OUT.println(text);
        OUT.flush();
        said.append(text).append('\n');
    }

    private void write() throws IOException {
        Path page = home.resolve("worker/docs/PERFORMANCE.md");
        String text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        Files.writeString(page, text.substring(0, from) + "\n\n" + said + "\n" + text.substring(to));
    }

    private String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
        return String.join(
                " · ",
                Runtime.getRuntime().availableProcessors() + " × " + processor,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "Java " + Runtime.version(),
                Instant.now().toString().substring(0, 16).replace('T', ' '),
                "load at the start " + load + (effort == Effort.QUICK ? ", quick" : ""));
    }
}
