package ai.viralclip.worker.intake;

import ai.viralclip.worker.bucket.Gate;
import ai.viralclip.worker.kafka.Parking;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the consumer: poll, admit, settle, pause or resume, and again. The thread that polls also settles, so
 * that the group's generation in a transaction is always the one that the partitions were assigned under; it never
 * waits for an upload.
 */
final class PollLoop implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    /** While clips are in flight, how late the end of one may be noticed. */
    private static final Duration BUSY = Duration.ofMillis(20);

    /** Otherwise only a record, or the gate, can bring work. */
    private static final Duration IDLE = Duration.ofMillis(200);

    private static final Duration BETWEEN_TELLINGS = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Parking parking;
    private final Assignment assignment;
    private final Settler settler;
    private final Gate gate;
    private final String topic;
    private final IntakeEvent.Listener events;
    private long toldNanos = System.nanoTime() - BETWEEN_TELLINGS.toNanos();

    PollLoop(
            Consumer<byte[], byte[]> consumer,
            Assignment assignment,
            Settler settler,
            Gate gate,
            String topic,
            IntakeEvent.Listener events) {
        this.consumer = consumer;
        this.parking = new Parking(consumer, parked -> events.on(new IntakeEvent.Parked(numbers(parked))));
        this.assignment = assignment;
        this.settler = settler;
        this.gate = gate;
        this.topic = topic;
        this.events = events;
    }

    /**
     * Consumes the topic until told to drain; then reads no more, and goes on until nothing is in flight or time is up.
     */
    void run(BooleanSupplier draining, BooleanSupplier timeIsUp) throws InterruptedException {
        consumer.subscribe(List.of(topic), this);
        while (!(draining.getAsBoolean() && (assignment.owned().inFlight() == 0 || timeIsUp.getAsBoolean()))) {
            ConsumerRecords<byte[], byte[]> records =
                    parking.poll(assignment.owned().inFlight() > 0 ? BUSY : IDLE);
            assignment.takeUpNew();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                assignment.admit(record);
            }
            assignment.owned().passed(records.nextOffsets());
            settler.settleInPace();
            assignment.pauseFull(draining.getAsBoolean() || gate.closed().isPresent());
            tell();
        }
        settler.settle();
    }

    /** Told of a turn that is through, so that a thread that hangs is told from one that has nothing to do. */
    private void tell() {
        long now = System.nanoTime();
        if (now - toldNanos >= BETWEEN_TELLINGS.toNanos()) {
            toldNanos = now;
            assignment.owned().commitPassed(consumer);
            events.on(new IntakeEvent.Turned(assignment.owned().unread(consumer)));
            events.on(new IntakeEvent.WindowsLookedAt(assignment.owned().windows(consumer)));
        }
    }

    /** Gives up what is in flight; the committed offsets say what of it is to be done again. */
    void abandon() {
        parking.end();
        int dropped = assignment.giveUp(assignment.owned().partitions());
        if (dropped > 0) {
            LOG.atInfo().addKeyValue("records", dropped).log("given up what was in flight");
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOG.atInfo().addKeyValue("partitions", names(partitions)).log("assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // They are still this worker's until this returns: what is finished on them need not be done again.
        if (assignment.owned().inFlight() > 0) {
            settler.settle();
        }
        parking.forget(partitions);
        int dropped = assignment.giveUp(partitions);
        LOG.atInfo()
                .addKeyValue("partitions", names(partitions))
                .addKeyValue("records", dropped)
                .log("revoked");
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        parking.forget(partitions);
        int dropped = assignment.giveUp(partitions);
        LOG.atWarn()
                .addKeyValue("partitions", names(partitions))
                .addKeyValue("records", dropped)
                .log("lost");
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    private static String names(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::toString).sorted().collect(Collectors.joining(","));
    }
}
