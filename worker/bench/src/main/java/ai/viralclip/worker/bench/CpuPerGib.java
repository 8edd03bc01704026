package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * Processor time per GiB of the whole worker process, beside {@code curl -T} in parallel and the least that Java can
 * do. All send the same files, thumbnails too, to the same store; the worker does all of its own job besides.
 */
final class CpuPerGib implements Benchmark {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int IN_PARALLEL = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private record Cost(double cpuPerGib, double wallSeconds) {}

    private interface Sender {
        Cost send(Batch batch) throws Exception;
    }

    private interface Work {
        void run() throws Exception;
    }

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "a. Processor time to send files and their thumbnails over TLS: median (least–most)",
                "files",
                "sender",
                "CPU s/GiB",
                "× curl",
                "wall s");
        try (WorkerProcess worker = stage.worker(Map.of());
                ReadyTap tap = stage.tap();
                Child floor = child(stage, "floor");
                Child sdk = child(stage, "sdk")) {
            Map<String, Sender> senders = new LinkedHashMap<>();
            senders.put("worker, whole process", batch -> worker(worker, tap, stage, batch));
            senders.put("SDK with its own client", batch -> java(sdk, stage, batch));
            senders.put("Java, bare TLS (floor)", batch -> java(floor, stage, batch));
            senders.put("curl -T, " + IN_PARALLEL + " in parallel", batch -> curl(stage, batch));
            // After 10,000 clips a quarter of the processor time was still spent by HotSpot on compiling (JFR).
            warmUp(senders, Batch.of(stage, effort.of(500, 30_000), 16 * KIB));
            int rounds = effort.of(2, 5);
            rows(table, senders, Batch.of(stage, effort.of(16, 64), 16 * MIB), rounds);
            rows(table, senders, Batch.of(stage, effort.of(256, 1024), MIB), rounds);
        }
        return List.of(table);
    }

    private static void warmUp(Map<String, Sender> senders, Batch batch) throws Exception {
        for (Sender sender : senders.values()) {
            sender.send(batch);
        }
    }

    /** Senders take turns; the first round, with files of a new size, is not counted. */
    private static void rows(Table table, Map<String, Sender> senders, Batch batch, int rounds) throws Exception {
        warmUp(senders, batch);
        SequencedMap<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Sender> sender : senders.entrySet()) {
                costs.computeIfAbsent(sender.getKey(), name -> new ArrayList<>())
                        .add(sender.getValue().send(batch));
            }
        }
        List<Cost> curl = costs.lastEntry().getValue();
        costs.sequencedEntrySet()
                .reversed()
                .forEach(sender -> table.row(
                        batch.name(),
                        sender.getKey(),
                        Numbers.of(sender.getValue(), Cost::cpuPerGib).shown("%.2f"),
                        Numbers.ratios(sender.getValue(), curl, Cost::cpuPerGib).shown("%.2f"),
                        Numbers.of(sender.getValue(), Cost::wallSeconds).shown("%.1f")));
    }

    private static Cost worker(WorkerProcess worker, ReadyTap tap, Stage stage, Batch batch) throws Exception {
        List<ClipRendered> clips = batch.clips();
        long expected = tap.ready() + batch.count();
        return measure(worker.pid(), batch, () -> {
            stage.publish(clips);
            tap.awaitReady(expected, PATIENCE);
        });
    }

    private static Child child(Stage stage, String kind) {
        List<String> arguments = List.of(kind, stage.endpoint(), Integer.toString(IN_PARALLEL));
        return Child.java(Senders.class, stage.trust(), arguments, stage.log(kind));
    }

    private static Cost java(Child sender, Stage stage, Batch batch) throws Exception {
        Path done = stage.file("done-" + UUID.randomUUID());
        return measure(sender.pid(), batch, () -> {
            sender.say(batch.list() + "\t" + done);
            awaitFile(done, sender);
        });
    }

    private static Cost measure(long pid, Batch batch, Work work) throws Exception {
        double cpu = Proc.cpuSeconds(pid);
        long began = System.nanoTime();
        work.run();
        return new Cost((Proc.cpuSeconds(pid) - cpu) / batch.gib(), (System.nanoTime() - began) / 1e9);
    }

    private static Cost curl(Stage stage, Batch batch) {
        double cpu = Proc.cpuSecondsOfEndedChildren();
        long began = System.nanoTime();
        List<String> command = List.of(
                "curl",
                "-q",
                "--insecure",
                "--silent",
                "--show-error",
                "--fail",
                "--http1.1",
                "--parallel",
                "--parallel-max",
                Integer.toString(IN_PARALLEL),
                "--header",
                "Expect:",
                "--config",
                batch.script().toString());
        if (Child.start(command, Map.of(), stage.log("curl")).await() != 0) {
            throw new IllegalStateException("curl failed; its log: " + stage.log("curl"));
        }
        return new Cost((Proc.cpuSecondsOfEndedChildren() - cpu) / batch.gib(), (System.nanoTime() - began) / 1e9);
    }

    private static void awaitFile(Path file, Child writer) throws InterruptedException {
        while (!Files.exists(file)) {
            if (!writer.isAlive()) {
                throw new IllegalStateException("the sender ended");
            }
            Thread.sleep(2);
        }
    }
}
