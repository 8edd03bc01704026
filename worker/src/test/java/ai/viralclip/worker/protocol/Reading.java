package ai.viralclip.worker.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where one consumer is in the logs that it reads. */
final class Reading {

    final Set<TopicPartition> paused = new LinkedHashSet<>();
    private final ModelBroker broker;
    private final Optional<ModelGroup> group;
    private final int most;
    private final Map<TopicPartition, OffsetAndMetadata> advanced = new LinkedHashMap<>();
    private final Map<TopicPartition, Place> positions = new LinkedHashMap<>();

    /** @param epoch of the leader whose log it was found in: a later one may have lost what was before it */
    private record Place(long offset, int epoch) {}

    /** @param most records at one time */
    Reading(ModelBroker broker, Optional<ModelGroup> group, int most) {
        this.broker = broker;
        this.group = group;
        this.most = most;
    }

    void seek(TopicPartition partition, long offset) {
        positions.put(partition, new Place(offset, broker.log(partition).epoch()));
    }

    /** What it says of the leader whose log it was found in is not lost. */
    void seek(TopicPartition partition, OffsetAndMetadata to) {
        positions.put(partition, place(partition, to));
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        paused.removeAll(partitions);
    }

    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> next(Set<TopicPartition> from) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> read = new LinkedHashMap<>();
        int left = most;
        advanced.clear();
        for (TopicPartition partition : from) {
            if (left > 0 && !paused.contains(partition) && isPlaced(partition)) {
                List<ConsumerRecord<byte[], byte[]>> records =
                        broker.log(partition).committedFrom(place(partition), left);
                long before = place(partition);
                seek(partition, after(partition, records, left));
                if (place(partition) != before) {
                    advanced.put(partition, new OffsetAndMetadata(place(partition)));
                }
                left -= records.size();
                if (!records.isEmpty()) {
                    read.put(partition, records);
                }
            }
        }
        return read;
    }

    private long after(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> read, int asked) {
        return read.size() == asked
                ? read.getLast().offset() + 1
                : Math.max(place(partition), broker.log(partition).stableEnd());
    }

    /** Of a partition whose committed offset is not decided yet, nothing is read. */
    private boolean isPlaced(TopicPartition partition) {
        if (!positions.containsKey(partition)) {
            group.orElseThrow()
                    .committed(Set.of(partition))
                    .ifPresent(found -> positions.put(partition, place(partition, found.get(partition))));
        }
        return positions.containsKey(partition);
    }

    private Place place(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        int epoch = broker.log(partition).epoch();
        return committed == null
                ? new Place(0, epoch)
                : new Place(committed.offset(), committed.leaderEpoch().orElse(epoch));
    }

    /**
     * One that is in what was cut off goes back to the cut; one that is beyond the end, in another log, to its
     * beginning.
     */
    private long place(TopicPartition partition) {
        Place place = positions.getOrDefault(partition, new Place(0, 0));
        ModelLog log = broker.log(partition);
        long offset = place.epoch() < log.epoch() ? Math.min(place.offset(), log.cutAt()) : place.offset();
        return offset <= log.end() ? offset : 0;
    }

    /** Where the next record is expected, of each that was read last. */
    Map<TopicPartition, OffsetAndMetadata> advanced() {
        return Map.copyOf(advanced);
    }

    long position(TopicPartition partition) {
        return isPlaced(partition) ? place(partition) : 0L;
    }

    long lag(TopicPartition partition) {
        return Math.max(0, broker.log(partition).stableEnd() - position(partition));
    }
}
