package ai.viralclip.worker.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The worker as it ships: {@code java -jar clip-storage-worker.jar} in a JVM of its own, seen from outside only. */
public final class WorkerProcess implements AutoCloseable {

    /** The setting of the port that health and metrics are at. */
    public static final String MANAGEMENT_PORT = "MANAGEMENT_SERVER_PORT";

    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final ChildProcess process;
    private final int managementPort;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();

    private WorkerProcess(ChildProcess process, int managementPort, Path log) {
        this.process = process;
        this.managementPort = managementPort;
        this.log = log;
    }

    /**
     * What to start, and with which settings.
     *
     * @param environment the worker's settings ({@link WorkerSettings} has those for a local broker and store); its
     *     management port is any free one where they name none
     * @param jvmArguments before {@code -jar}, e.g. {@code -Xmx256m}
     * @param log the file to which its output is appended
     */
    public record Options(Path jar, Map<String, String> environment, List<String> jvmArguments, Path log) {

        public Options {
            environment = Map.copyOf(environment);
            jvmArguments = List.copyOf(jvmArguments);
        }
    }

    /** What the worker's health endpoint answered; status 0 where nobody did. */
    public record Health(int status, String body) {

        /** Whether the worker says that it is well. */
        public boolean isUp() {
            return status == 200;
        }
    }

    /** Starts the process, without waiting for it: {@link #awaitReady}. */
    public static WorkerProcess start(Options options) {
        Map<String, String> environment = new HashMap<>(options.environment());
        int port = Integer.parseInt(
                environment.computeIfAbsent(MANAGEMENT_PORT, _ -> Integer.toString(LoopbackPort.free())));
        List<String> arguments = new ArrayList<>(options.jvmArguments());
        // What a web server that is killed leaves behind, lies there.
        arguments.add("-Djava.io.tmpdir=" + options.log().toAbsolutePath().getParent());
        arguments.addAll(List.of("-jar", options.jar().toString()));
        return new WorkerProcess(ChildProcess.java(arguments, environment, options.log()), port, options.log());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything that it has written so far. */
    public String log() {
        return process.log();
    }

    public int managementPort() {
        return managementPort;
    }

    /** SIGKILL; the worker is gone on return. */
    public void killHard() {
        process.killHard();
    }

    /** SIGTERM. Returns whether the worker ended within the grace period. */
    public boolean terminate(Duration grace) {
        return process.terminate(grace);
    }

    /** One group of its health: {@code readiness} or {@code liveness}. */
    public Health health(String group) {
        return get("/actuator/health/" + group);
    }

    /** Its metrics, as Prometheus reads them; empty where nobody answers. */
    public String prometheus() {
        return get("/actuator/prometheus").body();
    }

    /** The address of one of its actuator's endpoints. */
    public URI actuator(String endpoint) {
        return URI.create("http://127.0.0.1:" + managementPort + "/actuator/" + endpoint);
    }

    /**
     * Waits until the worker says that it is ready.
     *
     * @throws IllegalStateException where it ends, or is not ready in time; says where its log is
     */
    public void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Health health = health("readiness");
        while (!health.isUp()) {
            if (process.awaitExit(LOOK_EVERY)) {
                throw new IllegalStateException("the worker ended while it started; its log: " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the worker is not ready after " + limit.toSeconds() + " s; it says: "
                        + health.body() + "; its log: " + log);
            }
            health = health("readiness");
        }
    }

    /** Ends it: SIGTERM, and SIGKILL where that is not enough. */
    @Override
    public void close() {
        if (!terminate(GRACE)) {
            killHard();
        }
        http.close();
    }

    private Health get(String path) {
        URI address = URI.create("http://127.0.0.1:" + managementPort + path);
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWERS_WITHIN).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Health(answer.statusCode(), answer.body());
        } catch (IOException nobody) {
            return new Health(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health(0, "");
        }
    }
}
