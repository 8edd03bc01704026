package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.intake.IntakeEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What is unfinished, and for how long. A partition's series are there for as long as it is this worker's. */
final class PartitionMetrics implements IntakeEvent.Listener {

    private final InFlight inFlight;
    private final MultiGauge progressAge;
    private final MultiGauge unfinished;
    private final MultiGauge parked;
    private final MultiGauge openTransaction;

    PartitionMetrics(MeterRegistry registry, InFlight inFlight) {
        this.inFlight = inFlight;
        Gauge.builder("clip.oldest.unfinished.age", inFlight, one -> Seconds.of(one.oldestAge()))
                .baseUnit("seconds")
                .description("Age of the oldest record in flight, from its timestamp; 0 where none is.")
                .register(registry);
        Gauge.builder("clip.partitions.assigned", inFlight, InFlight::assignedPartitions)
                .description("Partitions of clip-rendered that are this worker's.")
                .register(registry);
        progressAge = MultiGauge.builder("clip.partition.progress.age")
                .baseUnit("seconds")
                .description(
                        "Since a record of the partition was last settled, or there was one to be read; 0 where there is none.")
                .register(registry);
        unfinished = MultiGauge.builder("clip.partition.unfinished")
                .baseUnit("records")
                .description("Records of the partition in flight, and those not yet read as far as is known.")
                .register(registry);
        parked = MultiGauge.builder("clip.partition.parked")
                .description("1 while the partition cannot be read: a corrupt batch, a codec that is not there.")
                .register(registry);
        openTransaction = MultiGauge.builder("clip.partition.open.transaction.age")
                .baseUnit("seconds")
                .description(
                        "For how long a transaction has been open, and nothing behind it can be read; 0 where none is.")
                .register(registry);
    }

    @Override
    public void on(IntakeEvent event) {
        if (event instanceof IntakeEvent.Assigned(var partitions)) {
            show(partitions);
        }
    }

    private void show(Set<Integer> partitions) {
        progressAge.register(rows(partitions, inFlight::progressAgeSeconds), true);
        unfinished.register(rows(partitions, inFlight::unfinished), true);
        parked.register(rows(partitions, inFlight::isParked), true);
        openTransaction.register(rows(partitions, inFlight::openTransactionSeconds), true);
    }

    private static List<MultiGauge.Row<?>> rows(Set<Integer> partitions, ToDoubleFunction<Integer> figure) {
        return partitions.stream()
                .<MultiGauge.Row<?>>map(partition ->
                        MultiGauge.Row.of(Tags.of("partition", Integer.toString(partition)), partition, figure))
                .toList();
    }
}
