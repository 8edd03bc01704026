package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.IncomingClip;
import ai.viralclip.worker.kafka.TopicWatch;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
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
    private final Partitions owned;
    private final ClipReader reader;
    private final TopicWatch topic;
    private final IntakeEvent.Listener events;
    private final Set<TopicPartition> waiting = new HashSet<>();

    /** Taken up where the consumer began by itself, and nothing was read of them since. */
    private final Set<TopicPartition> unsought = new HashSet<>();

    /** Where logs end that lost their ends, for those that wait to be begun anew. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /** What may have been answered of a topic before it was seen to be another one. */
    private final Map<TopicPartition, PartitionLog.Answered> doubtful = new HashMap<>();

    private Set<Integer> told = Set.of();

    Assignment(
            Consumer<byte[], byte[]> consumer,
            Partitions owned,
            ClipReader reader,
            TopicWatch topic,
            IntakeEvent.Listener events) {
        this.consumer = consumer;
        this.owned = owned;
        this.reader = reader;
        this.topic = topic;
        this.events = events;
    }

    /**
     * Takes up partitions that the last poll assigned; call before its records are admitted. Not done in the rebalance
     * listener: that runs inside poll, where waiting for the brokers has other rules.
     *
     * <p>A partition whose last owner left a transaction undecided waits, paused, until it is decided (the consumer is
     * read_committed: KIP-447), and so does one whose topic is not known; the others go on meanwhile.
     */
    void takeUpNew() {
        Optional<Uuid> topicId = topic.id();
        Set<TopicPartition> fresh = new HashSet<>(consumer.assignment());
        fresh.removeAll(owned.partitions());
        waiting.retainAll(fresh);
        ends.keySet().retainAll(fresh);
        // Not taken up again in this turn: what was just polled of them was read at offsets of the other log.
        endThoseOfOtherTopics(topicId);
        if (!fresh.isEmpty()) {
            topicId.ifPresentOrElse(id -> takeUp(fresh, id), () -> hold(fresh));
        }
        tell();
    }

    /** Of a topic that was made anew, every record is a new one, whatever its offset. */
    private void endThoseOfOtherTopics(Optional<Uuid> topicId) {
        for (TopicPartition partition : owned.partitions()) {
            Optional<Uuid> its = owned.on(partition).map(work -> work.log().topicId());
            if (!its.equals(topicId)) {
                recreated(partition);
            }
        }
    }

    /** Some of what was answered since the other topic was last seen may have been of this one. */
    private void recreated(TopicPartition partition) {
        owned.on(partition)
                .ifPresent(work -> doubtful.put(
                        partition,
                        work.answered().since(topic.seenNanos(work.log().topicId()))));
        begunAnew(partition, IntakeEvent.LogReplaced.How.RECREATED);
    }

    private void begunAnew(TopicPartition partition, IntakeEvent.LogReplaced.How how) {
        LOG.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("how", how.wireName())
                .log("another log than before: begun anew");
        drop(partition);
        hold(Set.of(partition));
        events.on(new IntakeEvent.LogReplaced(partition.partition(), how));
    }

    private void hold(Set<TopicPartition> partitions) {
        consumer.pause(partitions);
        waiting.addAll(partitions);
    }

    private void takeUp(Set<TopicPartition> fresh, Uuid topicId) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(fresh, COMMITTED_TIMEOUT);
            fresh.forEach(partition -> takeUp(partition, topicId, Optional.ofNullable(committed.get(partition))));
        } catch (TimeoutException undecided) {
            hold(fresh);
        }
    }

    /** Tells which partitions are this worker's, where that changed. */
    private void tell() {
        Set<Integer> now = Stream.concat(owned.partitions().stream(), waiting.stream())
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet());
        if (!now.equals(told)) {
            told = now;
            events.on(new IntakeEvent.Assigned(now));
        }
    }

    private void takeUp(TopicPartition partition, Uuid topicId, Optional<OffsetAndMetadata> committed) {
        Optional<OffsetAndMetadata> own = committed.filter(commit -> !CommittedOffsets.isOfAnother(commit, topicId));
        if (!own.equals(committed) && !waiting.contains(partition)) {
            // The consumer began where the commit said, whatever its topic was: what it has read is passed by.
            hold(Set.of(partition));
            return;
        }
        Optional<Long> end = Optional.ofNullable(ends.remove(partition));
        // Where nothing was committed nothing is settled, before the end of what is left of a log neither.
        Optional<CommittedOffsets> settled = own.map(CommittedOffsets::of)
                .map(progress -> end.map(progress::before).orElse(progress));
        Optional<OffsetAndMetadata> place = settled.map(progress -> progress.place(own));
        owned.takeUp(
                partition,
                new PartitionLog(topicId, place, nanos -> topic.isSeenSince(topicId, nanos)),
                settled,
                () -> Partitions.end(consumer, partition));
        if (waiting.remove(partition)) {
            // What was read of it while it waited was passed by.
            place.ifPresentOrElse(
                    at -> consumer.seek(partition, at), () -> consumer.seekToBeginning(Set.of(partition)));
        } else {
            unsought.add(partition);
        }
    }

    /** Admits a record, unless it needs no work or its partition still waits to be taken up. */
    void admit(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Optional<Partition> work = owned.on(partition);
        if (work.isEmpty()) {
            return;
        }
        boolean isWhereTheConsumerBegan = unsought.remove(partition);
        if (work.get().isOfAnotherLog(record) && isWhereTheConsumerBegan) {
            seekNext(partition);
        } else if (work.get().isOfAnotherLog(record)) {
            wentBack(partition, record.offset(), work.get().log().topicId());
        } else if (wasAnswered(partition, record)) {
            work.get().skip(record);
        } else if (!work.get().isPassedOver(record.offset())) {
            IncomingClip clip = reader.read(record);
            work.get().admit(record, clip);
            topic.want();
            events.on(new IntakeEvent.Admitted(IntakeEvent.Origin.of(record), clip.ids()));
        }
    }

    /**
     * It is of another log, or the consumer began where an earlier commit said: it had asked, was taken for dead for a
     * while, and another worker went on. Taken up again from the commit that is there now, the record shows which.
     */
    private void seekNext(TopicPartition partition) {
        drop(partition);
        hold(Set.of(partition));
    }

    private boolean wasAnswered(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        PartitionLog.Answered before = doubtful.get(partition);
        return before != null && before.has(record);
    }

    /** The consumer goes on at an earlier offset: the topic was made anew, or from there on the log is another one. */
    private void wentBack(TopicPartition partition, long offset, Uuid topicId) throws InterruptedException {
        topic.look();
        if (topic.id().equals(Optional.of(topicId))) {
            ends.put(partition, offset);
            begunAnew(partition, IntakeEvent.LogReplaced.How.TRUNCATED);
        } else {
            recreated(partition);
        }
    }

    /**
     * The partitions are another worker's from now on: what is at work on them is given up. Returns how many records
     * that are.
     */
    int giveUp(Collection<TopicPartition> revoked) {
        int all = revoked.stream().mapToInt(this::drop).sum();
        waiting.removeAll(revoked);
        ends.keySet().removeAll(revoked);
        doubtful.keySet().removeAll(revoked);
        tell();
        return all;
    }

    private int drop(TopicPartition partition) {
        unsought.remove(partition);
        int dropped = owned.giveUp(partition);
        if (dropped > 0) {
            events.on(new IntakeEvent.Dropped(partition.partition(), dropped));
        }
        return dropped;
    }

    /** Pauses the partitions that have no room, or all; resumes the others. */
    void pauseFull(boolean all) {
        Set<TopicPartition> toPause = new HashSet<>(all ? owned.partitions() : owned.full());
        toPause.addAll(waiting);
        Set<TopicPartition> toResume = new HashSet<>(consumer.paused());
        toResume.removeAll(toPause);
        toPause.removeAll(consumer.paused());
        consumer.pause(toPause);
        consumer.resume(toResume);
    }

    /** Those that are taken up. */
    Partitions owned() {
        return owned;
    }
}
