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

    private record Way(Path jar, Map<String, String> settings) {}

    /** So many, and HotSpot has compiled nearly all that a clip runs through. */
    private static final int WARM = 40_000;

    /**
     * @param startCpu seconds of processor time from the start to the first clip
     * @param clipMillis processor time of a clip, without that of the compilers
     * @param compilerMillis what HotSpot's compilers still took beside it, for a clip; it ends some time
     */
    private record Cost(double startSeconds, double startCpu, double clipMillis, double compilerMillis) {}

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        Table table = new Table(
                "g. What watching costs: median (least–most)",
                "worker",
                "start to first clip, s",
                "CPU s until then",
                "CPU ms/clip",
                "compilers beside it, ms/clip",
                "× the first, start CPU",
                "× the first, CPU/clip");
        RenderedMedia video = stage.media.video("watching", CLIP_BYTES);
        try (Collector collector = Collector.start()) {
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            for (int round = 0; round < effort.of(1, 4); round++) {
                for (Map.Entry<String, Way> way : ways(stage, collector).entrySet()) {
                    Cost cost = cost(stage, video, way.getValue(), effort);
                    System.err.printf("  %s: %s%n", way.getKey(), cost);
                    costs.computeIfAbsent(way.getKey(), w -> new ArrayList<>()).add(cost);
                }
            }
            List<Cost> first = costs.values().iterator().next();
            costs.forEach((name, of) -> table.row(
                    name,
                    numbers(of, Cost::startSeconds).shown("%.2f"),
                    numbers(of, Cost::startCpu).shown("%.2f"),
                    numbers(of, Cost::clipMillis).shown("%.3f"),
                    numbers(of, Cost::compilerMillis).shown("%.3f"),
                    ratios(of, first, Cost::startCpu).shown("%.3f"),
                    ratios(of, first, Cost::clipMillis).shown("%.3f")));
        }
        return List.of(table);
    }

    private static Map<String, Way> ways(Stage stage, Collector collector) {
        Map<String, Way> ways = new LinkedHashMap<>();
        stage.beside().ifPresent(jar -> ways.put("the jar beside it", new Way(jar, Map.of())));
        ways.put("as it ships", new Way(stage.jar(), Map.of()));
        if (ways.size() == 1) {
            var traced = Map.of("CLIP_TRACING_OTLP_ENDPOINT", collector.endpoint());
            ways.put("every clip traced", new Way(stage.jar(), traced));
        }
        return ways;
    }

    private static Cost cost(Stage stage, RenderedMedia video, Way way, Effort effort) throws InterruptedException {
        try (ReadyTap tap = stage.tap()) {
            long before = tap.settled();
            publish(stage, video, 1);
            long began = System.nanoTime();
            try (WorkerProcess worker = stage.launch(way.jar(), way.settings())) {
                tap.awaitReady(before + 1, PATIENCE);
                double startSeconds = (System.nanoTime() - began) / 1e9;
                double startCpu = Proc.cpuSeconds(worker.pid());
                for (int i = 0; i < effort.of(1_000, WARM) / SLICE; i++) {
                    slice(stage, tap, video, SLICE);
                }
                double warm = Proc.cpuSeconds(worker.pid());
                double compiled = Proc.compilerCpuSeconds(worker.pid());
                int slices = effort.of(1, 5);
                for (int i = 0; i < slices; i++) {
                    slice(stage, tap, video, SLICE);
                }
                double compilers = Proc.compilerCpuSeconds(worker.pid()) - compiled;
                double all = Proc.cpuSeconds(worker.pid()) - warm;
                worker.terminate(PATIENCE);
                double clips = slices * SLICE / 1_000.0;
                return new Cost(startSeconds, startCpu, (all - compilers) / clips, compilers / clips);
            }
        }
    }

    private static void slice(Stage stage, ReadyTap tap, RenderedMedia video, int clips) throws InterruptedException {
        long before = tap.ready();
        publish(stage, video, clips);
        tap.awaitReady(before + clips, PATIENCE);
    }

    private static void publish(Stage stage, RenderedMedia video, int count) {
        String batch = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.add(Media.clip("user" + i / 10 % 50, batch + "-" + i / 10, i % 10, video, Optional.empty()));
        }
        stage.publish(clips);
    }

    private interface Figure {
        double of(Cost cost);
    }

    private static Numbers numbers(List<Cost> costs, Figure figure) {
        return new Numbers(costs.stream().map(figure::of).toList());
    }

    /** Round by round, so that a machine that is slow for a minute is slow for both. */
    private static Numbers ratios(List<Cost> costs, List<Cost> first, Figure figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            ratios.add(figure.of(costs.get(i)) / figure.of(first.get(i)));
        }
        return new Numbers(ratios);
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
