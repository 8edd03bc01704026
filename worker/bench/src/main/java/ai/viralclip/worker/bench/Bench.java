package ai.viralclip.worker.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code worker/bin/bench}: runs the benchmarks one after another and prints their tables; with {@code --write} they
 * take the place of those in PERFORMANCE.md.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        version = "bench 0.1.0",
        description = "What the worker costs, measured beside others that do the same job.",
        footer = {
            "",
            "All of them take about half an hour on a quiet machine with two cores.",
            "The tables, and what they say: worker/docs/PERFORMANCE.md"
        },
        sortOptions = false)
final class Bench implements Callable<Integer> {

    private static final PrintStream OUT = System.out;
    private static final String BEGIN = "<!-- results: written by worker/bin/bench --write -->";
    private static final String END = "<!-- end of results -->";

    /** What there is to measure; from a shell in small letters, as in PERFORMANCE.md. */
    private enum Subject {
        A(new CpuPerGib()),
        B(new Throughput()),
        C(new Latency()),
        D(new Memory()),
        E(new StartUp()),
        F(new Growth()),
        G(new Watching()),
        H(new Scaling()),
        I(new Cold()),
        J(new Sources());

        @SuppressWarnings("ImmutableEnumChecker") // none of them has a state
        private final Benchmark benchmark;

        Subject(Benchmark benchmark) {
            this.benchmark = benchmark;
        }
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "BENCHMARK",
            description = {
                "Those to run; all, where none is named:",
                "  a  processor time per GiB, beside curl -T",
                "  b  clips per second, beside Kafka listeners",
                "  c  from clip-rendered to clip-ready",
                "  d  memory with 16 clips of 1 GiB in flight",
                "  e  from the start to the first clip",
                "  f  cost per clip as clips and runs grow",
                "  g  what metrics, logs and traces cost",
                "  h  several workers in one group, and what comes of clips while workers come and go",
                "  i  the first clips after a start, beside the batch listener",
                "  j  a GiB by where its media lies: files, https, s3"
            })
    private List<Subject> asked = List.of();

    @Option(names = "--quick", description = "Minutes instead of half an hour; too coarse to believe.")
    private boolean quick;

    @Option(
            names = "--beside",
            paramLabel = "NAME=JAR",
            description = {
                "Another jar of the worker, such as the one before a change; may be given several times.",
                "b, in place of the listeners, and g measure it in turn with this one."
            })
    private Map<String, Path> beside = new LinkedHashMap<>();

    @Option(
            names = "--beside-sdk-client",
            description =
                    "Also beside this worker with the SDK's own HTTP client, which is built for it (record 0010).")
    private boolean besideSdkClient;

    @Option(names = "--write", description = "Put the tables into PERFORMANCE.md, in place of all that are there.")
    private boolean write;

    private final Path home = Path.of(System.getProperty("bench.home"));
    private final Path logs = home.resolve("worker/bench/target/logs");
    private final StringBuilder said = new StringBuilder();
    private boolean failed;

    static void main(String[] args) {
        CommandLine bench = new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(bench.execute(args)); // clients of an interrupted run may leave threads
    }

    @Override
    public Integer call() throws IOException {
        say(machine());
        if (besideSdkClient) {
            System.err.println("building the worker with the SDK's own client ...");
            beside.put("with the SDK's own client", PatchedWorker.SDK_CLIENT.build(home));
        }
        for (Subject subject : asked.isEmpty() ? List.of(Subject.values()) : asked) {
            run(subject);
        }
        if (write) {
            write();
        }
        return failed ? 1 : 0;
    }

    /** One that fails takes none of the others with it. */
    private void run(Subject subject) {
        long began = System.nanoTime();
        try (Stage stage = stage(subject.name())) {
            subject.benchmark.run(stage, quick ? Effort.QUICK : Effort.FULL).forEach(table -> say(table.text()));
        } catch (Exception e) { // whatever it was, it is told, and the next one has its turn
            failed = true;
            System.err.println(subject + " failed; its logs are under " + logs);
            e.printStackTrace();
        }
        System.err.println(
                subject + " took " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    /** What {@code worker/bin/aot} is for. */
    @Command(
            name = "aot",
            mixinStandardHelpOptions = true,
            description = "Only makes the cache for a faster start (worker/bin/aot).")
    void aot() throws IOException, InterruptedException {
        try (Stage stage = stage("aot")) {
            AotCache made = AotCache.make(stage, home.resolve("worker/target/unpacked"));
            OUT.printf("java %s -jar %s%n", String.join(" ", made.arguments()), made.jar());
        }
    }

    private Stage stage(String name) throws IOException, InterruptedException {
        Path jar = home.resolve("worker/target/clip-storage-worker.jar");
        return Stage.open(
                Files.createTempDirectory(Files.createDirectories(logs), name + "-"), jar, new LinkedHashMap<>(beside));
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
                "load at the start " + load + (quick ? ", quick" : ""));
    }
}
