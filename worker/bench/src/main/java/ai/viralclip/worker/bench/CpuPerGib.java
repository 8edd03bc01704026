package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Processor time per GiB of the whole worker process, beside {@code curl -T} in parallel and the least that Java can
 * do. All three send the same files, thumbnails too, to the same store; the worker does all of its own job besides.
 */
final class CpuPerGib implements Benchmark {

    private static final int MIB = 1 << 20;
    private static final int IN_PARALLEL = 16;
    private static final int DISTINCT = 8;

    /** Rounds that are not counted: HotSpot compiles while it runs. */
    private static final int WARM_UP = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private record Cost(double cpuPerGib, double wallSeconds) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "a. Processor time to send 1 GiB over TLS, in files and their thumbnails: median (least–most)",
                "files",
                "sender",
                "CPU s/GiB",
                "× curl",
                "wall s");
        int rounds = effort.of(2, 4);
        sizes(stage, table, 16 * MIB, effort.of(16, 64), rounds);
        sizes(stage, table, MIB, effort.of(256, 1024), rounds);
        return List.of(table);
    }

    private static void sizes(Stage stage, Table table, int bytes, int count, int rounds) throws Exception {
        List<RenderedMedia> videos = new ArrayList<>();
        List<RenderedMedia> thumbnails = new ArrayList<>();
        for (int i = 0; i < DISTINCT; i++) {
            videos.add(stage.media.video("cpu-%d-%d".formatted(bytes, i), bytes));
            thumbnails.add(stage.media.thumbnail("cpu-%d-%d".formatted(bytes, i)));
        }
        List<String> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(path(thumbnails.get(i % DISTINCT)));
            files.add(path(videos.get(i % DISTINCT)));
        }
        double gib = count * (double) (bytes + Media.THUMBNAIL_BYTES) / (1L << 30);
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        Path list = Files.write(stage.file("floor-" + bytes), files);
        Path script = curlScript(stage, bytes, files);
        try (WorkerProcess worker = stage.worker(Map.of());
                ReadyTap tap = stage.tap();
                Child floor = sender(stage, "floor", list);
                Child sdk = sender(stage, "sdk", list)) {
            long before = tap.ready();
            for (int round = -WARM_UP; round < rounds; round++) {
                long expected = before + (round + WARM_UP + 1L) * count;
                List<ClipRendered> clips = clips(videos, thumbnails, count);
                Cost ofWorker = measure(worker.pid(), gib, () -> {
                    stage.publish(clips);
                    tap.awaitReady(expected, PATIENCE);
                });
                Cost ofFloor = measure(floor, gib, stage);
                Cost ofSdk = measure(sdk, gib, stage);
                Cost ofCurl = curl(script, gib, stage);
                if (round >= 0) {
                    costs.computeIfAbsent("curl -T, " + IN_PARALLEL + " in parallel", k -> new ArrayList<>())
                            .add(ofCurl);
                    costs.computeIfAbsent("Java, bare TLS (floor)", k -> new ArrayList<>())
                            .add(ofFloor);
                    costs.computeIfAbsent("SDK with its own client", k -> new ArrayList<>())
                            .add(ofSdk);
                    costs.computeIfAbsent("worker, whole process", k -> new ArrayList<>())
                            .add(ofWorker);
                }
            }
        }
        List<Cost> curl = costs.values().iterator().next();
        String name = "%d × %d MiB".formatted(count, bytes / MIB);
        costs.forEach((sender, of) -> table.row(
                name,
                sender,
                numbers(of, false).shown("%.2f"),
                ratio(of, curl).shown("%.2f"),
                numbers(of, true).shown("%.1f")));
    }

    private static Numbers numbers(List<Cost> costs, boolean wall) {
        return new Numbers(costs.stream()
                .map(cost -> wall ? cost.wallSeconds() : cost.cpuPerGib())
                .toList());
    }

    /** Round by round: what slows one sender of a round slows its neighbours as well. */
    private static Numbers ratio(List<Cost> costs, List<Cost> to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            ratios.add(costs.get(i).cpuPerGib() / to.get(i).cpuPerGib());
        }
        return new Numbers(ratios);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Cost measure(long pid, double gib, Work work) throws Exception {
        double cpu = Proc.cpuSeconds(pid);
        long began = System.nanoTime();
        work.run();
        return new Cost((Proc.cpuSeconds(pid) - cpu) / gib, (System.nanoTime() - began) / 1e9);
    }

    private static Cost measure(Child sender, double gib, Stage stage) throws Exception {
        Path done = stage.file("done-" + UUID.randomUUID());
        return measure(sender.pid(), gib, () -> {
            sender.say(done.toString());
            awaitFile(done, sender);
        });
    }

    private static Child sender(Stage stage, String kind, Path list) {
        List<String> arguments = List.of(kind, stage.endpoint(), list.toString(), Integer.toString(IN_PARALLEL));
        return Child.java(Senders.class, stage.trust(), arguments, stage.log(kind));
    }

    private static Cost curl(Path script, double gib, Stage stage) {
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
                script.toString());
        if (Child.start(command, Map.of(), stage.log("curl")).await() != 0) {
            throw new IllegalStateException("curl failed; its log: " + stage.log("curl"));
        }
        return new Cost((Proc.cpuSecondsOfEndedChildren() - cpu) / gib, (System.nanoTime() - began) / 1e9);
    }

    private static Path curlScript(Stage stage, int bytes, List<String> files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            lines.add("upload-file = \"" + files.get(i) + "\"");
            lines.add("url = \"" + stage.endpoint() + "/open/curl/" + i + ".mp4\"");
        }
        return Files.write(stage.file("curl-" + bytes), lines);
    }

    private static void awaitFile(Path file, Child writer) throws InterruptedException {
        while (!Files.exists(file)) {
            if (!writer.isAlive()) {
                throw new IllegalStateException("the sender ended");
            }
            Thread.sleep(2);
        }
    }

    private static List<ClipRendered> clips(List<RenderedMedia> videos, List<RenderedMedia> thumbnails, int count) {
        String round = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String run = round + "-" + i % IN_PARALLEL;
            int which = i % DISTINCT;
            clips.add(Media.clip(
                    "user" + i % IN_PARALLEL, run, i, videos.get(which), Optional.of(thumbnails.get(which))));
        }
        return clips;
    }

    private static String path(RenderedMedia media) {
        return Path.of(media.uri()).toString();
    }
}
