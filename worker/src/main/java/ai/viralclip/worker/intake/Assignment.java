package ai.viralclip.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that are this worker's now, and the work on each. What an earlier owner settled above its committed
 * offset is read from the commit's metadata, so that it is not done again. Used by the poll thread alone.
 */
final class Assignment {

    private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryTask task;
    private final Queue<Finished> finished;
    private final WindowLimits limits;
    private final Map<TopicPartition, PartitionWork> works = new HashMap<>();

    Assignment(Consumer<byte[], byte[]> consumer, DeliveryTask task, Queue<Finished> finished, WindowLimits limits) {
        this.consumer = consumer;
        this.task = task;
        this.finished = finished;
        this.limits = limits;
    }

    /**
     * Takes up partitions that were assigned by the last poll; call before its records are admitted. Not done in the
     * rebalance listener: that runs inside poll, where waiting for the brokers has other rules.
     */
    void takeUpNew() {
        Set<TopicPartition> fresh = new HashSet<>(consumer.assignment());
        fresh.removeAll(works.keySet());
        if (fresh.isEmpty()) {
            return;
        }
        // Waits until a transaction of an earlier owner is decided: the consumer is read_committed (KIP-447).
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(fresh, COMMITTED_TIMEOUT);
        for (TopicPartition partition : fresh) {
            Progress settled = Optional.ofNullable(committed.get(partition))
                    .map(Progress::of)
                    .orElseGet(() -> Progress.upTo(0));
            works.put(partition, new PartitionWork(new Window(settled, limits), task, finished));
        }
    }

    /**
     * The partitions are another worker's from now on: what is at work on them is given up. Returns how many records
     * that are.
     */
    int giveUp(Collection<TopicPartition> revoked) {
        int dropped = 0;
        for (TopicPartition partition : revoked) {
            PartitionWork work = works.remove(partition);
            dropped += work == null ? 0 : work.abandon();
        }
        return dropped;
    }

    int giveUpAll() {
        return giveUp(Set.copyOf(works.keySet()));
    }

    /** Pauses the partitions that have no room, or all; resumes the others. */
    void pauseFull(boolean all) {
        Set<TopicPartition> toPause = works.entrySet().stream()
                .filter(entry -> all || entry.getValue().window().isFull())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<TopicPartition> toResume = new HashSet<>(consumer.paused());
        toResume.removeAll(toPause);
        toPause.removeAll(consumer.paused());
        consumer.pause(toPause);
        consumer.resume(toResume);
    }

    Optional<PartitionWork> work(TopicPartition partition) {
        return Optional.ofNullable(works.get(partition));
    }

    boolean owns(Finished one) {
        TopicPartition partition =
                new TopicPartition(one.record().topic(), one.record().partition());
        return works.get(partition) == one.work();
    }

    int inFlight() {
        return works.values().stream()
                .mapToInt(work -> work.window().inFlight())
                .sum();
    }
}
