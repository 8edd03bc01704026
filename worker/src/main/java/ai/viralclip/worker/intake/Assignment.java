package ai.viralclip.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the partitions that are this worker's now, and feeds the work on each. What an earlier owner settled above
 * its committed offset is read from the commit's metadata, so that it is not done again. Used by the poll thread alone.
 */
final class Assignment {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    /** Longer than a healthy broker needs, and short enough not to hold up the partitions that are at work. */
    private static final Duration COMMITTED_TIMEOUT = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Works works;
    private final RecordReader reader;
    private final IntakeEvent.Listener events;
    private final Set<TopicPartition> waiting = new HashSet<>();
    private Set<Integer> told = Set.of();

    Assignment(Consumer<byte[], byte[]> consumer, Works works, RecordReader reader, IntakeEvent.Listener events) {
        this.consumer = consumer;
        this.works = works;
        this.reader = reader;
        this.events = events;
    }

    /**
     * Takes up partitions that were assigned by the last poll; call before its records are admitted. Not done in the
     * rebalance listener: that runs inside poll, where waiting for the brokers has other rules.
     *
     * <p>A partition whose last owner left a transaction undecided waits, paused, until it is decided (the consumer is
     * read_committed: KIP-447); the others go on meanwhile.
     */
    void takeUpNew() {
        Set<TopicPartition> fresh = new HashSet<>(consumer.assignment());
        fresh.removeAll(works.partitions());
        waiting.retainAll(fresh);
        if (!fresh.isEmpty()) {
            takeUp(fresh);
        }
        tell();
    }

    private void takeUp(Set<TopicPartition> fresh) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(fresh, COMMITTED_TIMEOUT);
            fresh.forEach(partition -> takeUp(partition, Optional.ofNullable(committed.get(partition))));
        } catch (TimeoutException undecided) {
            consumer.pause(fresh);
            waiting.addAll(fresh);
        }
    }

    /** Tells which partitions are this worker's, where that changed. */
    private void tell() {
        Set<Integer> now = Stream.concat(works.partitions().stream(), waiting.stream())
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet());
        if (!now.equals(told)) {
            told = now;
            events.on(new IntakeEvent.Assigned(now));
        }
    }

    /** How many offsets of each partition were not read yet, as far as the last fetch saw. */
    Map<Integer, Long> unread() {
        Map<Integer, Long> unread = new HashMap<>();
        for (TopicPartition partition : works.partitions()) {
            consumer.currentLag(partition).ifPresent(lag -> unread.put(partition.partition(), lag));
        }
        return unread;
    }

    private void takeUp(TopicPartition partition, Optional<OffsetAndMetadata> committed) {
        works.takeUp(partition, committed, () -> end(partition));
        if (waiting.remove(partition)) {
            // What was read of it while it waited was passed by.
            committed.ifPresentOrElse(
                    commit -> consumer.seek(partition, commit.offset()),
                    () -> consumer.seekToBeginning(Set.of(partition)));
        }
    }

    /**
     * The offset that the partition's next record will have, as the last fetch saw it. Not asked for: the question
     * would wait behind a fetch on the same connection, for up to fetch.max.wait.ms.
     */
    private long end(TopicPartition partition) {
        OptionalLong lag = consumer.currentLag(partition);
        return lag.isPresent() ? consumer.position(partition) + lag.getAsLong() : Long.MAX_VALUE;
    }

    /** Admits a record, unless it needs no work or its partition still waits to be taken up. */
    void admit(ConsumerRecord<byte[], byte[]> record) {
        works.on(new TopicPartition(record.topic(), record.partition()))
                .filter(work -> !work.isPassedOver(record.offset()))
                .ifPresent(work -> {
                    work.admit(record, reader.read(record));
                    events.on(new IntakeEvent.Admitted(Origin.of(record)));
                });
    }

    /**
     * The partitions are another worker's from now on: what is at work on them is given up. Returns how many records
     * that are.
     */
    int giveUp(Collection<TopicPartition> revoked) {
        int all = 0;
        for (TopicPartition partition : revoked) {
            int dropped = works.giveUp(partition);
            if (dropped > 0) {
                events.on(new IntakeEvent.Dropped(partition.partition(), dropped));
            }
            all += dropped;
        }
        waiting.removeAll(revoked);
        tell();
        return all;
    }

    void giveUpAll() {
        waiting.clear();
        int dropped = giveUp(works.partitions());
        if (dropped > 0) {
            LOG.atInfo().addKeyValue("records", dropped).log("given up what was in flight");
        }
    }

    /** Pauses the partitions that have no room, or all; resumes the others. */
    void pauseFull(boolean all) {
        Set<TopicPartition> toPause = new HashSet<>(all ? works.partitions() : works.full());
        toPause.addAll(waiting);
        Set<TopicPartition> toResume = new HashSet<>(consumer.paused());
        toResume.removeAll(toPause);
        toPause.removeAll(consumer.paused());
        consumer.pause(toPause);
        consumer.resume(toResume);
    }

    int inFlight() {
        return works.inFlight();
    }
}
