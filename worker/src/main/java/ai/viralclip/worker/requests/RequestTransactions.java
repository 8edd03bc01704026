package ai.viralclip.worker.requests;

import ai.viralclip.worker.kafka.NotWritten;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Publishes records, and offsets with them, all or nothing. The group's generation goes with each, so that a worker
 * that was taken for dead says nothing any more, however late it wakes (KIP-447). After one that failed, another may be
 * tried; whether it was committed all the same, the committed offsets say once it is {@linkplain #decide decided}.
 */
final class RequestTransactions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestTransactions.class);
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final ProducerFactory<byte[], byte[]> producers;
    private final String prefix;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * Decides what a predecessor of the same name left open.
     *
     * @param consumer whose group and generation the transactions are made in
     * @param name tells this worker's transactions of one kind from those of another
     */
    RequestTransactions(Consumer<byte[], byte[]> consumer, ProducerFactory<byte[], byte[]> producers, String name) {
        this.consumer = consumer;
        this.producers = producers;
        this.prefix = producers.getTransactionIdPrefix() + name + "-";
        decide();
    }

    /**
     * On return, all of it is committed.
     *
     * @throws NotWritten where that is for one of the records
     * @throws KafkaException where it is not, or that is unknown
     */
    void commit(List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Producer<byte[], byte[]> current = started();
        List<ProducerRecord<byte[], byte[]>> placed =
                records.stream().map(this::toPartitionThatIs).toList();
        prepare(current, placed, offsets);
        try {
            current.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            // Whether it is committed is unknown: the start of the next producer decides it.
            giveUp();
            throw e;
        }
    }

    /** On return, every transaction that was begun here is decided. */
    void decide() {
        started();
    }

    @Override
    public void close() {
        giveUp();
    }

    private void prepare(
            Producer<byte[], byte[]> current,
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            current.beginTransaction();
            send(current, records);
            current.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        } catch (KafkaException | IllegalStateException e) {
            abort(current);
            throw e;
        }
    }

    /** All are written on return, so that what fails later is not theirs. */
    private static void send(Producer<byte[], byte[]> to, List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<RecordMetadata> one = to.send(record);
            if (one.state() == Future.State.FAILED) {
                throw new NotWritten(record.topic(), one.exceptionNow());
            }
            sent.add(one);
        }
        to.flush();
        List<NotWritten> failed = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).state() == Future.State.FAILED) {
                failed.add(new NotWritten(records.get(i).topic(), sent.get(i).exceptionNow()));
            }
        }
        // The others of a transaction fail with the one that did; and that is one which the brokers refused.
        failed.stream().filter(NotWritten::isLasting).findFirst().ifPresent(RequestTransactions::raise);
        failed.stream().findFirst().ifPresent(RequestTransactions::raise);
    }

    private static void raise(NotWritten refused) {
        throw refused;
    }

    /**
     * A reply's partition was named by whoever asked; one that is not there must not hold up the others. Nor must a
     * topic: a producer waits for it, one record after the other, and the consumer is told at once.
     */
    private ProducerRecord<byte[], byte[]> toPartitionThatIs(ProducerRecord<byte[], byte[]> record) {
        int there = partitions(record.topic());
        Integer named = record.partition();
        return named == null || named < there
                ? record
                : new ProducerRecord<>(
                        record.topic(), null, record.timestamp(), record.key(), record.value(), record.headers());
    }

    private int partitions(String topic) {
        try {
            int there = consumer.partitionsFor(topic, LOOK_TIMEOUT).size();
            if (there == 0) {
                throw isWithoutTopics()
                        ? new KafkaException("the brokers do not know their topics yet")
                        : new UnknownTopicOrPartitionException("there is no topic " + topic);
            }
            return there;
        } catch (UnknownTopicOrPartitionException | TopicAuthorizationException | InvalidTopicException e) {
            throw new NotWritten(topic, e);
        }
    }

    /**
     * Whether the brokers do not know that topic either that the requests are read from, as some that were just
     * started: no topic is gone because of that, and nobody's reply is given up.
     */
    private boolean isWithoutTopics() {
        Set<String> known = consumer.listTopics(LOOK_TIMEOUT).keySet();
        return !consumer.assignment().stream().map(TopicPartition::topic).allMatch(known::contains);
    }

    private Producer<byte[], byte[]> started() {
        Producer<byte[], byte[]> current = producer;
        if (current != null) {
            return current;
        }
        try {
            Producer<byte[], byte[]> next = producers.createProducer(prefix);
            producer = next;
            return next;
        } catch (org.springframework.kafka.KafkaException e) {
            throw new KafkaException("no transactional producer could be started", e);
        }
    }

    private void abort(Producer<byte[], byte[]> current) {
        try {
            current.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("not decided from here: the start of the next producer decides it", e);
            giveUp();
        }
    }

    private void giveUp() {
        Producer<byte[], byte[]> last = producer;
        producer = null;
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }
}
