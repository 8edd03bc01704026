package ai.viralclip.worker.requests;

import ai.viralclip.worker.kafka.Parking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One life of a consumer of requests: it takes a few, works on them at the same time, and settles them together,
 * replies and offsets in one transaction. Meanwhile it reads no more and goes on polling, so that no rebalance comes
 * however long a purge takes. What the brokers do not commit now, a rebalance being under way or they being away, is
 * tried again in a later turn: the work goes on for as long as its partition is this worker's.
 *
 * <p>How far a request is, is committed beside its offset, as the commit's metadata: whoever does it after a crash goes
 * on counting from there.
 */
final class RequestLoop implements ConsumerRebalanceListener {

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration BUSY = Duration.ofMillis(20);
    private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(250);

    private final Consumer<byte[], byte[]> consumer;
    private final Parking parking;
    private final RequestTransactions transactions;
    private final RequestHandler handler;
    private final RequestEvents events;
    private final RequestSettlement settlement;
    private final StrayMarks strays;

    /** Read and not begun: how far an earlier owner came with the first of them is to be asked. */
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    private final List<RequestAtWork> atWork = new ArrayList<>();
    private final Set<TopicPartition> takenOver = new HashSet<>();
    private long failedNanos = System.nanoTime() - AFTER_A_FAILURE.toNanos();

    RequestLoop(
            Consumer<byte[], byte[]> consumer,
            RequestTransactions transactions,
            RequestHandler handler,
            RequestEvents events) {
        this.consumer = consumer;
        this.parking = new Parking(consumer, events::tellParked);
        this.transactions = transactions;
        this.handler = handler;
        this.events = events;
        this.settlement = new RequestSettlement(consumer, transactions, events);
        this.strays = new StrayMarks(consumer, transactions, handler);
    }

    void subscribe(String topic) {
        consumer.subscribe(List.of(topic), this);
    }

    /** Polls once, and does what is to be done. */
    void turn() {
        parking.poll(isIdle() ? IDLE : BUSY).forEach(read::add);
        if (System.nanoTime() - failedNanos >= AFTER_A_FAILURE.toNanos()) {
            advance();
        }
        if (isIdle()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        events.tellAtWork(atWork);
    }

    private boolean isIdle() {
        return read.isEmpty() && atWork.isEmpty();
    }

    private void advance() {
        try {
            take();
            atWork.forEach(this::announce);
            atWork.forEach(this::keepProgress);
            if (read.isEmpty() && !atWork.isEmpty() && atWork.stream().allMatch(RequestAtWork::isDone)) {
                settlement.settle(atWork);
            }
            strays.correct(atWork);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // Where this worker was taken for dead meanwhile, the next poll says so, and takes the work away.
            failedNanos = System.nanoTime();
            events.waits(e);
        }
    }

    /** Breaks off what is at work; the committed offsets say what is to be done again. */
    void abandon() {
        read.clear();
        parking.end();
        atWork.forEach(RequestAtWork::abandon);
        atWork.clear();
        events.tellAtWork(atWork);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        takenOver.addAll(partitions);
        if (!isIdle()) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        parking.forget(partitions);
        read.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        atWork.stream().filter(one -> partitions.contains(one.partition())).forEach(RequestAtWork::abandon);
        atWork.removeIf(one -> partitions.contains(one.partition()));
    }

    private void take() {
        while (!read.isEmpty()) {
            ConsumerRecord<byte[], byte[]> record = read.getFirst();
            atWork.add(new RequestAtWork(record, handler.take(record, progressOf(record))));
            read.removeFirst();
        }
    }

    /** Of a partition that was another's, the first record alone may have been begun. */
    private Optional<String> progressOf(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (!takenOver.contains(partition)) {
            return Optional.empty();
        }
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), COMMITTED_TIMEOUT).get(partition);
        takenOver.remove(partition);
        return Optional.ofNullable(committed)
                .filter(commit -> commit.offset() == record.offset())
                .map(OffsetAndMetadata::metadata);
    }

    /** With an offset of its partition: only while that is this worker's does anybody hear of it. */
    private void announce(RequestAtWork one) {
        List<ProducerRecord<byte[], byte[]>> due = one.dueAnnouncement();
        if (!due.isEmpty()) {
            commitHere(firstOf(one.partition()), due);
            one.announced();
        } else if (!one.isBegun() && one.isSilent()) {
            one.announced();
        }
    }

    /** There is one such text beside an offset: that of the first request of the partition. */
    private void keepProgress(RequestAtWork one) {
        if (one.hasProgressToKeep() && one.equals(firstOf(one.partition()))) {
            commitHere(one, List.of());
        }
    }

    private void commitHere(RequestAtWork first, List<ProducerRecord<byte[], byte[]>> records) {
        OffsetAndMetadata here = first.here();
        transactions.commit(records, Map.of(first.partition(), here));
        first.keep(here);
    }

    /** Whatever is committed while it is at work says that it is not settled. */
    private RequestAtWork firstOf(TopicPartition partition) {
        return atWork.stream()
                .filter(one -> one.partition().equals(partition))
                .findFirst()
                .orElseThrow();
    }
}
