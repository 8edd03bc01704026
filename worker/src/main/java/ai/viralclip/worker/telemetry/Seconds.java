package ai.viralclip.worker.telemetry;

import java.time.Duration;

/** The unit in which Prometheus wants time. */
final class Seconds {

    private static final double NANOS = 1e9;

    private Seconds() {}

    static double of(Duration time) {
        return time.getSeconds() + time.getNano() / NANOS;
    }
}
