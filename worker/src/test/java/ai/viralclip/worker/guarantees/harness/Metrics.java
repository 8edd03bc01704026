package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.worker.local.WorkerProcess;

/** A worker's metrics, as Prometheus would read them now. */
public record Metrics(String text) {

    public static Metrics of(WorkerProcess worker) {
        return new Metrics(worker.prometheus());
    }

    /** The sum over the series of this name. */
    public double get(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
