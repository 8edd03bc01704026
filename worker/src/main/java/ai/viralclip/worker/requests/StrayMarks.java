package ai.viralclip.worker.requests;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what was told of requests that nobody works on: one whose record is gone, with its topic or by its age,
 * has nobody who would end it. The owner of a partition knows what is at work on it, and tells it with an offset of the
 * partition, so that nobody hears of it who is not the owner. Used by the poll thread alone.
 */
final class StrayMarks {

    private static final Logger LOG = LoggerFactory.getLogger(StrayMarks.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** A new owner has read its first record long before, and what was told lately is heard. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration POSITION_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final RequestTransactions transactions;
    private final RequestHandler handler;
    private final Map<TopicPartition, Long> since = new HashMap<>();
    private long lookedNanos = System.nanoTime();

    StrayMarks(Consumer<byte[], byte[]> consumer, RequestTransactions transactions, RequestHandler handler) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.handler = handler;
    }

    /** @param atWork all that was read and is not settled */
    void correct(List<RequestAtWork> atWork) {
        long now = System.nanoTime();
        if (now - lookedNanos < BETWEEN_LOOKS.toNanos()) {
            return;
        }
        lookedNanos = now;
        Set<TopicPartition> owned = consumer.assignment();
        since.keySet().retainAll(owned);
        owned.forEach(partition -> correct(
                partition,
                atWork.stream().filter(one -> one.partition().equals(partition)).toList()));
    }

    private void correct(TopicPartition partition, List<RequestAtWork> atWork) {
        Set<Long> offsets = atWork.stream().map(RequestAtWork::offset).collect(Collectors.toSet());
        List<ProducerRecord<byte[], byte[]>> due = handler.corrections(partition.partition(), offsets);
        if (due.isEmpty()) {
            since.remove(partition);
            return;
        }
        long first = since.computeIfAbsent(partition, p -> lookedNanos);
        if (lookedNanos - first >= PATIENCE.toNanos()) {
            OffsetAndMetadata here = atWork.stream()
                    .findFirst()
                    .map(RequestAtWork::here)
                    .orElseGet(() -> new OffsetAndMetadata(consumer.position(partition, POSITION_TIMEOUT)));
            transactions.commit(due, Map.of(partition, here));
            since.remove(partition);
            LOG.atWarn()
                    .addKeyValue("records", due.size())
                    .log("purges were told to be at work and are not: their end is told");
        }
    }
}
