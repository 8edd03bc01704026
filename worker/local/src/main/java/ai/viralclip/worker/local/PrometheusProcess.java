package ai.viralclip.worker.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The machine's own Prometheus, watching workers of this machine by the rules of {@code monitoring/}. */
public final class PrometheusProcess implements AutoCloseable {

    /** What Debian calls the package that has it. */
    public static final String DEBIAN_PACKAGE = "prometheus";

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcess process;
    private final URI address;
    private final Path targets;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();

    private PrometheusProcess(ChildProcess process, URI address, Path targets) {
        this.process = process;
        this.address = address;
        this.targets = targets;
    }

    /**
     * What to watch by.
     *
     * @param directory for its data, its configuration and its log; empty or missing
     * @param rules files of rules, absolute; shell patterns are allowed in the last part
     * @param every how often workers are asked, and rules looked at
     */
    public record Options(Path directory, List<Path> rules, Duration every) {

        public Options {
            rules = List.copyOf(rules);
        }
    }

    /** The program, where it is installed. */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it without anything to watch: {@link #watch}. */
    public static PrometheusProcess start(Path program, Options options) {
        try {
            Path home = Files.createDirectories(options.directory()).toAbsolutePath();
            Path targets = home.resolve("targets.json");
            Path configuration = Files.writeString(home.resolve("prometheus.yml"), configuration(options, targets));
            int port = LoopbackPort.free();
            ChildProcess process = ChildProcess.program(
                    List.of(
                            program.toString(),
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + home.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--enable-feature=exemplar-storage",
                            "--log.level=warn"),
                    home.resolve("prometheus.log"));
            PrometheusProcess started = new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port), targets);
            started.watch(List.of());
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same job as in {@code monitoring/prometheus.yml}; targets come from a file, so that they may change. */
    private static String configuration(Options options, Path targets) {
        String rules =
                options.rules().stream().map(file -> "  - " + file + "\n").collect(Collectors.joining());
        return """
                global:
                  scrape_interval: %1$dms
                  scrape_timeout: %1$dms
                  evaluation_interval: %1$dms
                rule_files:
                %2$sscrape_configs:
                  - job_name: clip-storage-worker
                    metrics_path: /actuator/prometheus
                    file_sd_configs:
                      - files: [%3$s]
                """.formatted(options.every().toMillis(), rules, targets);
    }

    /** From now on it asks these workers, and no others. */
    public void watch(List<WorkerProcess> workers) {
        String hosts = workers.stream()
                .map(worker -> "\"127.0.0.1:" + worker.managementPort() + "\"")
                .collect(Collectors.joining(","));
        try {
            // Moved into place: a file that is read half-written is an empty list of targets.
            Path next = Files.writeString(targets.resolveSibling("targets.next"), "[{\"targets\":[" + hosts + "]}]");
            Files.move(next, targets, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return address;
    }

    /**
     * The result of an expression now: one entry for each series.
     *
     * @throws IllegalArgumentException where Prometheus refuses the expression; says why
     */
    public JsonNode query(String expression) {
        return api("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The names of the alerts that fire now. */
    public List<String> firing() {
        return api("alerts")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.path("state").asString().equals("firing"))
                .map(alert -> alert.at("/labels/alertname").asString())
                .distinct()
                .toList();
    }

    /**
     * Every rule as Prometheus has it: {@code name}, {@code query}, {@code health}, {@code type}, {@code lastError}.
     */
    public List<JsonNode> rules() {
        return api("rules")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    @Override
    public void close() {
        if (!process.terminate(GRACE)) {
            process.killHard();
        }
        http.close();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (answer("/-/ready").map(HttpResponse::statusCode).orElse(0) != 200) {
            if (process.awaitExit(LOOK_EVERY) || System.nanoTime() > deadline) {
                process.killHard();
                throw new IllegalStateException("Prometheus does not start; its log: " + process.log());
            }
        }
    }

    private JsonNode api(String call) {
        JsonNode answer = answer("/api/v1/" + call)
                .map(HttpResponse::body)
                .map(JSON::readTree)
                .orElseThrow(() -> new IllegalStateException("Prometheus does not answer at " + address));
        if (!answer.path("status").asString().equals("success")) {
            throw new IllegalArgumentException(answer.path("error").asString() + ": " + call);
        }
        return answer.path("data");
    }

    private Optional<HttpResponse<String>> answer(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWERS_WITHIN)
                .build();
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException nobody) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
