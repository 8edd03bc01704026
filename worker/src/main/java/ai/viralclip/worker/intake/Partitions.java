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
final class Partitions {

    private final ClipTasks deliveries;
    private final Queue<FinishedClip> finished;
    private final WindowLimits limits;
    private final Map<TopicPartition, Partition> works = new HashMap<>();

    /** @param finished where the deliveries put what came to its end */
    Partitions(ClipTasks deliveries, Queue<FinishedClip> finished, WindowLimits limits) {
        this.deliveries = deliveries;
        this.finished = finished;
        this.limits = limits;
    }

    /**
     * The partition is this worker's from now on; what an earlier owner settled is not done again.
     *
     * @param settled what an earlier owner settled of this log
     * @param end the offset that the partition's next record will have; asked for when the first has arrived
     */
    void takeUp(TopicPartition partition, PartitionLog log, Optional<CommittedOffsets> settled, LongSupplier end) {
        Takeover takeover = settled.isPresent() ? Takeover.upTo(end, limits) : Takeover.ofNobody();
        Window window = new Window(settled.orElseGet(() -> CommittedOffsets.upTo(0)), limits);
        works.put(partition, new Partition(new Tenure(partition), window, log, deliveries, finished, takeover));
    }

    /**
     * By partition, what is to be committed though nothing was settled: markers were passed, or what needed no work.
     */
    Map<TopicPartition, OffsetAndMetadata> passed() {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
        works.forEach((partition, work) -> work.window()
                .passed()
                .ifPresent(progress -> passed.put(partition, work.log().commit(progress))));
        return passed;
    }

    /**
     * The partition is another worker's from now on: what is at work on it is given up. Returns how many records that
     * are.
     */
    int giveUp(TopicPartition partition) {
        Partition work = works.remove(partition);
        return work == null ? 0 : work.abandon();
    }

    Optional<Partition> on(TopicPartition partition) {
        return Optional.ofNullable(works.get(partition));
    }

    /** What admitted the record; empty where its partition was revoked since. */
    Optional<Partition> ownerOf(FinishedClip one) {
        return on(one.partition()).filter(work -> work.tenure() == one.tenure());
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(works.keySet());
    }

    /**
     * Those that have no room. Where all together hold as many bytes of records as they may, these are the ones that
     * hold their share; one that holds nothing can always read.
     */
    Set<TopicPartition> full() {
        long all = works.values().stream()
                .mapToLong(work -> work.window().recordBytes())
                .sum();
        long bound = limits.maxRecordBytesOfAll().toBytes();
        long share = all < bound ? Long.MAX_VALUE : Math.max(1, bound / works.size());
        return works.entrySet().stream()
                .filter(entry -> entry.getValue().window().isFull()
                        || entry.getValue().window().recordBytes() >= share)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    int inFlight() {
        return works.values().stream()
                .mapToInt(work -> work.window().inFlight())
                .sum();
    }
}
