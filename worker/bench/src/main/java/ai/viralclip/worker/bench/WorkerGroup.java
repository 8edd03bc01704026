package ai.viralclip.worker.bench;

import ai.viralclip.worker.local.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Workers of one group, each in a process of its own with little heap; they come and go. */
final class WorkerGroup implements AutoCloseable {

    private static final String HEAP = "-Xmx256m";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Stage stage;
    private final AotCache aot;
    private final String name;
    private final Map<String, String> settings;
    private final List<WorkerProcess> alive = new ArrayList<>();
    private int started;

    /**
     * @param name of their logs
     * @param settings of each of them
     */
    WorkerGroup(Stage stage, AotCache aot, String name, Map<String, String> settings) {
        this.stage = stage;
        this.aot = aot;
        this.name = name;
        this.settings = settings;
    }

    List<WorkerProcess> alive() {
        return List.copyOf(alive);
    }

    WorkerProcess oldest() {
        return alive.getFirst();
    }

    /** One more, not waited for. */
    WorkerProcess add() {
        List<String> jvm = new ArrayList<>(aot.arguments());
        jvm.add(HEAP);
        WorkerProcess worker = stage.launch(name + "-" + started++, aot.jar(), settings, jvm.toArray(new String[0]));
        alive.add(worker);
        return worker;
    }

    WorkerProcess addReady() {
        WorkerProcess worker = add();
        worker.awaitReady(PATIENCE);
        return worker;
    }

    /** SIGTERM; it is gone on return. */
    void stop(WorkerProcess worker) {
        alive.remove(worker);
        if (!worker.terminate(PATIENCE)) {
            throw new IllegalStateException("a worker does not end");
        }
        worker.close();
    }

    /** SIGKILL. */
    void kill(WorkerProcess worker) {
        alive.remove(worker);
        worker.killHard();
        worker.close();
    }

    /** Waits until all are ready and have their share of the partitions. */
    void awaitSpread() throws InterruptedException {
        for (WorkerProcess worker : alive) {
            worker.awaitReady(PATIENCE);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isSpread()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the partitions are not spread after " + PATIENCE);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean isSpread() {
        int share = EvenClips.PARTITIONS / alive.size();
        return alive.stream().allMatch(worker -> metric(worker, "clip_partitions_assigned") == share);
    }

    /** Clips that each has made ready so far. */
    List<Double> ready() {
        return alive.stream().map(worker -> metric(worker, "clip_ready_total")).toList();
    }

    /** Processor time of those that are alive, so far. */
    double cpuSeconds() {
        return alive.stream()
                .mapToDouble(worker -> Proc.cpuSeconds(worker.pid()))
                .sum();
    }

    /** The sum over the series of this name. */
    private static double metric(WorkerProcess worker, String name) {
        return worker.prometheus()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** All at once: whoever comes next in this group is not to wait for them one by one. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            alive.forEach(worker -> threads.execute(worker::close));
        }
    }
}
