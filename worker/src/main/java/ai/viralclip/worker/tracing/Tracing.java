package ai.viralclip.worker.tracing;

import io.opentelemetry.api.OpenTelemetry;

/**
 * Whether spans are recorded, and where they are sent. Decided by {@link TracingStart}: beans that Spring wires ahead
 * of time know no conditions. Off, no class of OpenTelemetry's SDK is loaded and no thread runs.
 */
public final class Tracing implements AutoCloseable {

    private final OpenTelemetry telemetry;
    private final boolean on;
    private final Runnable last;

    /** @param last sends what is not sent yet, within bounds */
    Tracing(OpenTelemetry telemetry, boolean on, Runnable last) {
        this.telemetry = telemetry;
        this.on = on;
        this.last = last;
    }

    public boolean isOn() {
        return on;
    }

    OpenTelemetry telemetry() {
        return telemetry;
    }

    @Override
    public void close() {
        last.run();
    }
}
