package ai.viralclip.worker.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The work on each partition that is this worker's now. Pure bookkeeping, used by the poll thread alone. */
final class Works {

    private final PartitionWork.Deliveries deliveries;
    private final Queue<Finished> finished;
    private final WindowLimits limits;
    private final Map<TopicPartition, PartitionWork> works = new HashMap<>();

    /** @param finished where the deliveries put what came to its end */
    Works(PartitionWork.Deliveries deliveries, Queue<Finished> finished, WindowLimits limits) {
        this.deliveries = deliveries;
        this.finished = finished;
        this.limits = limits;
    }

    /**
     * The partition is this worker's from now on; what an earlier owner settled is not done again.
     *
     * @param end the offset that the partition's next record will have; asked for when the first has arrived
     */
    void takeUp(TopicPartition partition, Optional<OffsetAndMetadata> committed, LongSupplier end) {
        Progress settled = committed.map(Progress::of).orElseGet(() -> Progress.upTo(0));
        Takeover takeover = committed.isPresent() ? Takeover.upTo(end, limits) : Takeover.ofNobody();
        works.put(partition, new PartitionWork(new Window(settled, limits), deliveries, finished, takeover));
    }

    /**
     * The partition is another worker's from now on: what is at work on it is given up. Returns how many records that
     * are.
     */
    int giveUp(TopicPartition partition) {
        PartitionWork work = works.remove(partition);
        return work == null ? 0 : work.abandon();
    }

    Optional<PartitionWork> on(TopicPartition partition) {
        return Optional.ofNullable(works.get(partition));
    }

    /** Whether the record was admitted by the work that is on its partition now. */
    boolean owns(Finished one) {
        return works.get(one.partition()) == one.work();
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(works.keySet());
    }

    /** Those that have no room. */
    Set<TopicPartition> full() {
        return works.entrySet().stream()
                .filter(entry -> entry.getValue().window().isFull())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    int inFlight() {
        return works.values().stream()
                .mapToInt(work -> work.window().inFlight())
                .sum();
    }
}
