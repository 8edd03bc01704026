package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.QuickStart;
import ai.viralclip.worker.guarantees.promises.Aftermath.Told;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The workers of a scenario, each the shipped jar in a process of its own, known to store and brokers by its name. */
public final class Crew implements AutoCloseable {

    /** A worker that is gone is missed sooner than by default: the more faults fit into an hour. */
    static final Map<String, String> QUICK = Map.of(
            "SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", "4000",
            "SPRING_KAFKA_CONSUMER_PROPERTIES_HEARTBEAT_INTERVAL_MS", "500",
            "SPRING_KAFKA_PRODUCER_PROPERTIES_TRANSACTION_TIMEOUT_MS", "5000",
            "CLIP_DELIVERY_MAX_DELAY", "5s");

    static final Duration START = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Path jar;
    private final Map<String, String> settings;
    private final List<String> jvm;
    private final Path logs;
    private final List<Worker> all = new CopyOnWriteArrayList<>();
    private final List<Told> lastWords = new CopyOnWriteArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();

    Crew(Map<String, String> settings, List<String> trust, Path logs) {
        QuickStart quick = QuickStart.ofTheBuild();
        this.jar = quick.jar();
        this.settings = settings;
        this.logs = logs;
        this.jvm = new ArrayList<>(quick.arguments());
        jvm.addAll(trust);
    }

    /** One worker; store and brokers see its name in each request. */
    public record Worker(String name, WorkerProcess process) {}

    /** Starts one, without waiting for it. */
    Worker add() {
        return add(Map.of());
    }

    synchronized Worker add(Map<String, String> more) {
        String name = "worker-%03d".formatted(all.size());
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SPRING_KAFKA_CLIENT_ID", name);
        environment.putAll(more);
        List<String> arguments = new ArrayList<>(jvm);
        arguments.add("-Dsdk.ua.appId=" + name);
        Worker worker = new Worker(
                name,
                WorkerProcess.start(
                        new WorkerProcess.Options(jar, environment, arguments, logs.resolve(name + ".log"))));
        all.add(worker);
        return worker;
    }

    public Worker addReady() {
        return addReady(Map.of());
    }

    Worker addReady(Map<String, String> more) {
        Worker worker = add(more);
        worker.process().awaitReady(START);
        return worker;
    }

    /** SIGKILL, whatever it is doing. */
    void kill(Worker worker) {
        kills.incrementAndGet();
        worker.process().killHard();
    }

    /** SIGTERM; the worker must end by itself. */
    void stop(Worker worker) {
        hear(worker);
        assertThat(worker.process().terminate(GRACE))
                .as(worker.name() + " ends")
                .isTrue();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(Worker worker, String signal) {
        run("kill", "-" + signal, Long.toString(worker.process().pid()));
    }

    /** Changes a limit of a running worker, as {@code prlimit} of util-linux takes it, such as {@code --nofile=64:}. */
    void limit(Worker worker, String limit) {
        run("prlimit", "--pid", Long.toString(worker.process().pid()), limit);
    }

    List<Worker> alive() {
        return all.stream().filter(worker -> worker.process().isAlive()).toList();
    }

    int kills() {
        return kills.get();
    }

    /** Everything that workers wrote or said, to logs, metrics and health. */
    List<Told> told() {
        alive().forEach(this::hear);
        List<Told> told = new ArrayList<>(lastWords);
        all.forEach(worker ->
                told.add(new Told("log of " + worker.name(), worker.process().log())));
        return told;
    }

    List<Metrics> ledgers() {
        return alive().stream().map(worker -> Metrics.of(worker.process())).toList();
    }

    @Override
    public void close() {
        alive().forEach(worker -> worker.process().killHard());
        all.forEach(worker -> worker.process().close());
    }

    private void hear(Worker worker) {
        lastWords.add(new Told("metrics of " + worker.name(), worker.process().prometheus()));
        lastWords.add(new Told(
                "health of " + worker.name(),
                worker.process().health("readiness").body()));
    }

    private static void run(String... command) {
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .as(String.join(" ", command))
                    .isZero();
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
