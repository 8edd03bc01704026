package ai.viralclip.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One life of a consumer of requests: it takes a few, works on them at the same time, and settles them together,
 * replies and offsets in one transaction. Meanwhile it reads no more and goes on polling, so that no rebalance comes
 * however long a purge takes.
 *
 * <p>How far a request is, is committed beside its offset, as the commit's metadata: whoever does it after a crash goes
 * on counting from there.
 */
final class RequestLoop implements ConsumerRebalanceListener {

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration BUSY = Duration.ofMillis(20);
    private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(15);

    private final RequestKind kind;
    private final Consumer<byte[], byte[]> consumer;
    private final RequestTransactions transactions;
    private final RequestHandler handler;
    private final RequestEvent.Listener events;
    private final Map<TopicPartition, RequestsAtWork> atWork = new HashMap<>();
    private List<Long> told = List.of();

    RequestLoop(
            RequestKind kind,
            Consumer<byte[], byte[]> consumer,
            RequestTransactions transactions,
            RequestHandler handler,
            RequestEvent.Listener events) {
        this.kind = kind;
        this.consumer = consumer;
        this.transactions = transactions;
        this.handler = handler;
        this.events = events;
    }

    void subscribe(String topic) {
        consumer.subscribe(List.of(topic), this);
    }

    /** Polls once, and does what is to be done. */
    void turn() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atWork.isEmpty() ? IDLE : BUSY)) {
            take(record);
        }
        atWork.forEach(this::keepProgress);
        if (!atWork.isEmpty() && atWork.values().stream().allMatch(RequestsAtWork::isDone)) {
            settle();
        }
        if (atWork.isEmpty()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        tell();
    }

    /** Tells what is at work, where that changed. */
    private void tell() {
        List<Long> now =
                atWork.values().stream().flatMap(RequestsAtWork::timestamps).toList();
        if (!now.equals(told)) {
            told = now;
            events.on(new RequestEvent.AtWork(kind, now));
        }
    }

    /** Breaks off what is at work; the committed offsets say what is to be done again. */
    void abandon() {
        atWork.values().forEach(RequestsAtWork::abandon);
        atWork.clear();
        tell();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!atWork.isEmpty()) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            RequestsAtWork revoked = atWork.remove(partition);
            if (revoked != null) {
                revoked.abandon();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        RequestTask task = handler.take(record, progressOf(partition, record.offset()));
        List<ProducerRecord<byte[], byte[]>> announcement = task.announcement();
        if (!announcement.isEmpty()) {
            transactions.commit(announcement);
        }
        atWork.computeIfAbsent(partition, p -> new RequestsAtWork()).start(record.offset(), record.timestamp(), task);
    }

    private Optional<String> progressOf(TopicPartition partition, long offset) {
        return Optional.ofNullable(
                        consumer.committed(Set.of(partition), COMMITTED_TIMEOUT).get(partition))
                .filter(committed -> committed.offset() == offset)
                .map(OffsetAndMetadata::metadata);
    }

    private void keepProgress(TopicPartition partition, RequestsAtWork work) {
        work.progressToKeep().ifPresent(kept -> consumer.commitSync(Map.of(partition, kept)));
    }

    private void settle() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        atWork.forEach((partition, work) -> offsets.put(partition, new OffsetAndMetadata(work.nextOffset())));
        List<RequestTask.Answer> answers = atWork.values().stream()
                .flatMap(work -> work.answers().stream())
                .toList();
        transactions.commit(
                answers.stream().flatMap(answer -> answer.records().stream()).toList(),
                offsets,
                consumer.groupMetadata());
        atWork.clear();
        answers.forEach(answer -> events.on(answer.event()));
    }
}
