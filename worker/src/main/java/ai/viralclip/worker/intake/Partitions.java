package ai.viralclip.worker.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The work on each partition that is this worker's now. Used by the poll thread alone. */
final class Partitions {

    private final ClipTasks deliveries;
    private final IntakeProperties.WindowLimits limits;
    private final Map<TopicPartition, Partition> owned = new HashMap<>();
    private int turns;

    Partitions(ClipTasks deliveries, IntakeProperties.WindowLimits limits) {
        this.deliveries = deliveries;
        this.limits = limits;
    }

    /**
     * The partition is this worker's from now on; what an earlier owner settled is not done again.
     *
     * @param settled what an earlier owner settled of this log
     * @param end the offset that the partition's next record will have; asked for when the first has arrived
     */
    void takeUp(TopicPartition partition, PartitionLog log, Optional<CommittedOffsets> settled, LongSupplier end) {
        Partition.Takeover takeover =
                settled.isPresent() ? Partition.Takeover.upTo(end, limits) : Partition.Takeover.ofNobody();
        Window window = new Window(settled.orElseGet(() -> CommittedOffsets.upTo(0)), limits);
        owned.put(partition, new Partition(partition, window, log, deliveries, takeover));
    }

    /** What was passed without being worked on, such as the markers of transactions: it needs no transaction. */
    void passed(Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
        nextOffsets.forEach((partition, next) ->
                on(partition).ifPresent(work -> work.window().pass(next.offset() - 1)));
    }

    /** Commits how far partitions are on which nothing is at work, where no transaction has said it. */
    void commitPassed(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> passed = passed();
        if (!passed.isEmpty()) {
            consumer.commitAsync(passed, (offsets, failure) -> {
                if (failure == null) {
                    offsets.forEach((partition, commit) ->
                            on(partition).ifPresent(work -> work.window().saidUpTo(commit.offset())));
                }
            });
        }
    }

    /**
     * By partition, what is to be committed though nothing was settled: markers were passed, or what needed no work.
     */
    private Map<TopicPartition, OffsetAndMetadata> passed() {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
        owned.forEach((partition, work) -> work.window()
                .passed()
                .ifPresent(progress -> passed.put(partition, work.log().commit(progress))));
        return passed;
    }

    /** How many offsets of each partition were not read yet, as far as the last fetch saw. */
    Map<Integer, Long> unread(Consumer<byte[], byte[]> consumer) {
        Map<Integer, Long> unread = new HashMap<>();
        for (TopicPartition partition : partitions()) {
            consumer.currentLag(partition).ifPresent(lag -> unread.put(partition.partition(), lag));
        }
        return unread;
    }

    /** How far each partition is, and which of them are not read at present. */
    Map<Integer, IntakeEvent.WindowSize> windows(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> paused = consumer.paused();
        Map<Integer, IntakeEvent.WindowSize> windows = new HashMap<>();
        owned.forEach((partition, work) -> windows.put(
                partition.partition(),
                new IntakeEvent.WindowSize(
                        work.window().settledUpTo(), work.window().inFlight(), paused.contains(partition))));
        return windows;
    }

    /**
     * The offset that the partition's next record will have, as the last fetch saw it. Not asked for: the question
     * would wait behind a fetch on the same connection, for up to fetch.max.wait.ms.
     */
    static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        OptionalLong lag = consumer.currentLag(partition);
        return lag.isPresent() ? consumer.position(partition) + lag.getAsLong() : Long.MAX_VALUE;
    }

    /**
     * The partition is another worker's from now on: what is at work on it is given up. Returns how many records that
     * are.
     */
    int giveUp(TopicPartition partition) {
        Partition work = owned.remove(partition);
        return work == null ? 0 : work.abandon();
    }

    Optional<Partition> on(TopicPartition partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    /** Whether it is still this worker's, and was not taken up anew since. */
    boolean has(Partition one) {
        return one.equals(owned.get(one.name()));
    }

    /** All of them, each time from another one on: none is always the last. */
    List<Partition> inTurn() {
        List<Partition> all = new ArrayList<>(owned.values());
        Collections.rotate(all, turns++);
        return all;
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(owned.keySet());
    }

    /**
     * Those that have no room. Where all together hold as many bytes of records as they may, these are the ones that
     * hold their share; one that holds nothing can always read.
     */
    Set<TopicPartition> full() {
        long all = owned.values().stream()
                .mapToLong(work -> work.window().recordBytes())
                .sum();
        long bound = limits.maxRecordBytesOfAll().toBytes();
        long share = all < bound ? Long.MAX_VALUE : Math.max(1, bound / owned.size());
        return owned.entrySet().stream()
                .filter(entry -> entry.getValue().window().isFull()
                        || entry.getValue().window().recordBytes() >= share)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    int inFlight() {
        return owned.values().stream()
                .mapToInt(work -> work.window().inFlight())
                .sum();
    }

    /** Finished clips of several partitions, for one transaction. */
    static final class Batch {

        private final SequencedMap<Partition, List<FinishedClip>> byPartition = new LinkedHashMap<>();
        private int size;

        void add(Partition partition, FinishedClip one) {
            byPartition.computeIfAbsent(partition, p -> new ArrayList<>()).add(one);
            size++;
        }

        void makeBare(FinishedClip tooLarge) {
            byPartition.values().forEach(clips -> clips.replaceAll(one -> one.equals(tooLarge) ? one.asBare() : one));
        }

        Map<Partition, List<FinishedClip>> byPartition() {
            return byPartition;
        }

        List<FinishedClip> all() {
            return byPartition.values().stream().flatMap(List::stream).toList();
        }

        FinishedClip first() {
            return byPartition.firstEntry().getValue().getFirst();
        }

        int size() {
            return size;
        }

        boolean isEmpty() {
            return size == 0;
        }
    }
}
