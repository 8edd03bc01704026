package ai.viralclip.worker.telemetry;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;

/**
 * The CPU time of the process, in Prometheus' unit; Micrometer has it in nanoseconds. What a clip costs is made of it.
 */
final class ProcessMetrics implements MeterBinder {

    private static final double NANOS = 1e9;

    @Override
    public void bindTo(MeterRegistry registry) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, one -> one.getProcessCpuTime() / NANOS)
                    .baseUnit("seconds")
                    .description("CPU time of the process, user and system.")
                    .register(registry);
        }
    }
}
