package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.WorkerProcess;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * What metrics, logs and traces cost: the worker as it ships beside another jar, such as the one before a change, or,
 * where none is named, with every clip traced. They take turns, each in a new process, so that what the machine does
 * meanwhile meets all of them alike.
 */
final class Watching implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SLICE = 2_000;
    private static final int CLIP_BYTES = 8 * 1024;

    /** So many, and HotSpot has compiled nearly all that a clip runs through. */
    private static final int WARM = 40_000;

    private record Way(Path jar, Map<String, String> settings) {}

    /** From the start of the process to the first clip. */
    private record Start(double seconds, double cpuSeconds) {}

    /**
     * One clip of a worker that is warm.
     *
     * @param millis processor time without that of the compilers
     * @param compilerMillis what HotSpot's compilers still took beside it; it ends some time
     */
    private record Clip(double millis, double compilerMillis) {}

    private interface Measurement<T> {
        T of(Way way) throws InterruptedException;
    }

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        RenderedMedia video = stage.media.video("watching", CLIP_BYTES);
        try (Collector collector = Collector.start()) {
            Map<String, Way> ways = ways(stage, collector);
            return List.of(
                    starts(inTurn(ways, effort.of(1, 12), way -> start(stage, video, way))),
                    clips(inTurn(ways, effort.of(1, 4), way -> clip(stage, video, way, effort))));
        }
    }

    private static <T> Map<String, List<T>> inTurn(Map<String, Way> ways, int rounds, Measurement<T> measurement)
            throws InterruptedException {
        Map<String, List<T>> all = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                T one = measurement.of(way.getValue());
                System.err.printf("  %s: %s%n", way.getKey(), one);
                all.computeIfAbsent(way.getKey(), w -> new ArrayList<>()).add(one);
            }
        }
        return all;
    }

    private static Table starts(Map<String, List<Start>> all) {
        Table table = new Table(
                "g. What watching costs a start, until its first clip: median (least–most)",
                "worker",
                "s",
                "CPU s",
                "× the first, CPU");
        List<Start> first = all.values().iterator().next();
        all.forEach((name, of) -> table.row(
                name,
                Numbers.of(of, Start::seconds).shown("%.2f"),
                Numbers.of(of, Start::cpuSeconds).shown("%.2f"),
                Numbers.ratios(of, first, Start::cpuSeconds).shown("%.3f")));
        return table;
    }

    private static Table clips(Map<String, List<Clip>> all) {
        Table table = new Table(
                "g. What watching costs a clip of 8 KiB: median (least–most)",
                "worker",
                "CPU ms/clip",
                "compilers beside it, ms/clip",
                "× the first, CPU/clip");
        List<Clip> first = all.values().iterator().next();
        all.forEach((name, of) -> table.row(
                name,
                Numbers.of(of, Clip::millis).shown("%.3f"),
                Numbers.of(of, Clip::compilerMillis).shown("%.3f"),
                Numbers.ratios(of, first, Clip::millis).shown("%.3f")));
        return table;
    }

    private static Map<String, Way> ways(Stage stage, Collector collector) {
        Map<String, Way> ways = new LinkedHashMap<>();
        stage.beside().forEach((name, jar) -> ways.put(name, new Way(jar, Map.of())));
        ways.put("as it ships", new Way(stage.jar(), Map.of()));
        if (ways.size() == 1) {
            var traced = Map.of("CLIP_TRACING_OTLP_ENDPOINT", collector.endpoint());
            ways.put("every clip traced", new Way(stage.jar(), traced));
        }
        return ways;
    }

    private static Start start(Stage stage, RenderedMedia video, Way way) throws InterruptedException {
        try (ReadyTap tap = stage.tap()) {
            long before = tap.settled();
            publish(stage, video, 1);
            long began = System.nanoTime();
            try (WorkerProcess worker = stage.launch(way.jar(), way.settings())) {
                tap.awaitReady(before + 1, PATIENCE);
                Start start = new Start((System.nanoTime() - began) / 1e9, Proc.cpuSeconds(worker.pid()));
                worker.terminate(PATIENCE);
                return start;
            }
        }
    }

    private static Clip clip(Stage stage, RenderedMedia video, Way way, Effort effort) throws InterruptedException {
        try (ReadyTap tap = stage.tap()) {
            tap.settled();
            try (WorkerProcess worker = stage.launch(way.jar(), way.settings())) {
                slices(stage, tap, video, effort.of(1, WARM / SLICE));
                double warm = Proc.cpuSeconds(worker.pid());
                double compiled = Proc.compilerCpuSeconds(worker.pid());
                int measured = effort.of(1, 5);
                slices(stage, tap, video, measured);
                double compilers = Proc.compilerCpuSeconds(worker.pid()) - compiled;
                double all = Proc.cpuSeconds(worker.pid()) - warm;
                worker.terminate(PATIENCE);
                double clips = measured * SLICE / 1_000.0;
                return new Clip((all - compilers) / clips, compilers / clips);
            }
        }
    }

    private static void slices(Stage stage, ReadyTap tap, RenderedMedia video, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            long before = tap.ready();
            publish(stage, video, SLICE);
            tap.awaitReady(before + SLICE, PATIENCE);
        }
    }

    private static void publish(Stage stage, RenderedMedia video, int count) {
        String batch = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.add(Media.clip("user" + i / 10 % 50, batch + "-" + i / 10, i % 10, video, Optional.empty()));
        }
        stage.publish(clips);
    }

    /** Takes traces (OTLP over HTTP) and forgets them. */
    private record Collector(HttpServer server) implements AutoCloseable {

        static Collector start() throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return new Collector(server);
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
