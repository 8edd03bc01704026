package ai.viralclip.worker.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** How far a consumer's records were handed over. Used by its poll thread alone. */
final class Positions {

    private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    Positions(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    void read(ConsumerRecords<byte[], byte[]> records) {
        records.nextOffsets().forEach((partition, at) -> next.put(partition, at.offset()));
    }

    void forget(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
    }

    /** Where the consumer goes on; empty while it has to ask the brokers for that. */
    Optional<Long> of(TopicPartition partition) {
        try {
            return Optional.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException | IllegalStateException asksForIt) {
            return Optional.empty();
        }
    }

    /** The consumer reads again what it has read and did not hand over, of all but these. */
    void backToWhatWasRead(Set<TopicPartition> away) {
        Set<TopicPartition> led = new HashSet<>(consumer.assignment());
        led.removeAll(away);
        Set<TopicPartition> unread = new HashSet<>(led);
        unread.removeAll(next.keySet());
        Map<TopicPartition, OffsetAndMetadata> committed =
                unread.isEmpty() ? Map.of() : consumer.committed(unread, COMMITTED_TIMEOUT);
        for (TopicPartition partition : led) {
            OffsetAndMetadata commit = committed.get(partition);
            Long at = commit == null ? next.get(partition) : Long.valueOf(commit.offset());
            if (at == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else if (of(partition).filter(at::equals).isEmpty()) {
                consumer.seek(partition, at);
            }
        }
    }

    /** The same, but what it has of these partitions. */
    static ConsumerRecords<byte[], byte[]> without(
            Set<TopicPartition> partitions, ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> others = new HashMap<>();
        records.partitions().stream()
                .filter(one -> !partitions.contains(one))
                .forEach(one -> others.put(one, new ArrayList<>(records.records(one))));
        Map<TopicPartition, OffsetAndMetadata> nextOffsets = new HashMap<>(records.nextOffsets());
        nextOffsets.keySet().removeAll(partitions);
        return new ConsumerRecords<>(others, nextOffsets);
    }
}
