package ai.viralclip.worker.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Publishes records, and offsets with them, all or nothing. One that failed, or whose end is unknown, leaves this of no
 * more use: whoever makes the next one under the same name decides it, and reads the committed offsets.
 */
final class RequestTransactions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestTransactions.class);

    private final Producer<byte[], byte[]> producer;
    private boolean open;

    /** @param name tells this worker's transactions of one kind from those of another */
    RequestTransactions(ProducerFactory<byte[], byte[]> producers, String name) {
        try {
            this.producer = producers.createProducer(producers.getTransactionIdPrefix() + name + "-");
        } catch (org.springframework.kafka.KafkaException e) {
            throw new KafkaException("no transactional producer could be started", e);
        }
    }

    void commit(List<ProducerRecord<byte[], byte[]>> records) {
        begin(records);
        end();
    }

    void commit(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        begin(records);
        producer.sendOffsetsToTransaction(offsets, group);
        end();
    }

    @Override
    public void close() {
        try {
            if (open) {
                producer.abortTransaction();
            }
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("not decided from here: the start of the next producer decides it", e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void begin(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        open = true;
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<RecordMetadata> sent = producer.send(toPartitionThatIs(record));
            if (sent.state() == Future.State.FAILED) {
                throw new KafkaException("a record could not be sent", sent.exceptionNow());
            }
        }
    }

    private void end() {
        producer.commitTransaction();
        open = false;
    }

    /** A reply's partition was named by whoever asked; one that is not there must not hold up the others. */
    private ProducerRecord<byte[], byte[]> toPartitionThatIs(ProducerRecord<byte[], byte[]> record) {
        Integer named = record.partition();
        return named == null || named < producer.partitionsFor(record.topic()).size()
                ? record
                : new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
    }
}
