package ai.viralclip.worker.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus that is installed on this machine, on loopback, with data of its own: it watches workers. */
public final class PrometheusProcess implements AutoCloseable {

    /** Why there is none. */
    public static final String MISSING = "prometheus is not installed (Debian package: prometheus)";

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final ChildProcess process;
    private final URI address;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();

    private PrometheusProcess(ChildProcess process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * What to start, and what it watches.
     *
     * @param configuration the one that is there for all; its targets, rules and pace are replaced
     * @param rules files of rules
     * @param targets as {@code host:port}
     * @param pace how often it asks its targets and, where they say nothing else, its rules
     * @param directory for its data, its configuration and its log; created where it is missing
     */
    public record Options(Path configuration, List<Path> rules, List<String> targets, Duration pace, Path directory) {

        public Options {
            rules = List.copyOf(rules);
            targets = List.copyOf(targets);
        }
    }

    /** The program; empty where it is not installed. */
    public static Optional<Path> installed() {
        return OnPath.find("prometheus");
    }

    /**
     * Starts it, without waiting for it: {@link #awaitReady}.
     *
     * @throws IllegalStateException where it is not installed
     */
    public static PrometheusProcess start(Options options) throws IOException {
        Path program = installed().orElseThrow(() -> new IllegalStateException(MISSING));
        Path directory = Files.createDirectories(options.directory()).toAbsolutePath();
        Path configuration = Files.writeString(
                directory.resolve("prometheus.yml"),
                PrometheusConfiguration.of(
                        Files.readString(options.configuration()), options.pace(), options.rules(), options.targets()));
        String listen = "127.0.0.1:" + LoopbackPort.free();
        Path log = directory.resolve("prometheus.log");
        List<String> command = List.of(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--enable-feature=exemplar-storage",
                "--web.listen-address=" + listen);
        return new PrometheusProcess(ChildProcess.of(command, Map.of(), log), URI.create("http://" + listen), log);
    }

    /** Where people look at it. */
    public URI address() {
        return address;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it takes queries.
     *
     * @throws IllegalStateException where it ends, or is not ready in time; says where its log is
     */
    public void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (process.awaitExit(LOOK_EVERY)) {
                throw new IllegalStateException("Prometheus ended while it started; its log: " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Prometheus is not ready after " + limit.toSeconds() + " s; its log: " + log);
            }
        }
    }

    /**
     * What an expression is now: the list of its series, each with {@code metric} and {@code value}, or one value.
     *
     * @throws IllegalArgumentException where it is none that Prometheus understands; says what Prometheus says
     */
    public JsonNode query(String expression) {
        return data(send(HttpRequest.newBuilder(address.resolve("/api/v1/query"))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("query=" + URLEncoder.encode(expression, UTF_8)))))
                .path("result");
    }

    /** The alerts that are pending or firing, each with {@code labels}, {@code state} and {@code annotations}. */
    public JsonNode alerts() {
        return data(send(HttpRequest.newBuilder(address.resolve("/api/v1/alerts"))))
                .path("alerts");
    }

    /** Ends it: SIGTERM, and SIGKILL where that is not enough. */
    @Override
    public void close() {
        if (!process.terminate(GRACE)) {
            process.killHard();
        }
        http.close();
    }

    private static JsonNode data(String answer) {
        JsonNode json = JSON.readTree(answer);
        if (!json.path("status").asString().equals("success")) {
            throw new IllegalArgumentException(json.path("error").asString());
        }
        return json.path("data");
    }

    private boolean isReady() {
        try {
            return http.send(
                                    request(HttpRequest.newBuilder(address.resolve("/-/ready"))),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String send(HttpRequest.Builder asked) {
        try {
            return http.send(request(asked), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException("Prometheus does not answer; its log: " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static HttpRequest request(HttpRequest.Builder asked) {
        return asked.timeout(ANSWERS_WITHIN).build();
    }
}
