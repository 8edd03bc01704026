package ai.viralclip.worker.requests;

import ai.viralclip.worker.kafka.NotWritten;
import ai.viralclip.worker.kafka.TransactionalProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Publishes what is told of requests, and offsets with it, all or nothing, wherever topics and partitions are there for
 * it.
 */
final class RequestTransactions implements AutoCloseable {

    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final TransactionalProducer producer;

    /**
     * Decides what a predecessor of the same name left open.
     *
     * @param consumer whose group and generation the transactions are made in
     * @param name tells this worker's transactions of one kind from those of another
     */
    RequestTransactions(Consumer<byte[], byte[]> consumer, ProducerFactory<byte[], byte[]> producers, String name) {
        String prefix = producers.getTransactionIdPrefix() + name + "-";
        this.consumer = consumer;
        this.producer = new TransactionalProducer(consumer, () -> producers.createProducer(prefix));
        decide();
    }

    /**
     * On return, all of it is committed.
     *
     * @throws NotWritten where that is for one of the records
     * @throws KafkaException where it is not, or that is unknown
     */
    void commit(List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets) {
        decide();
        List<ProducerRecord<byte[], byte[]>> placed =
                records.stream().map(this::toPartitionThatIs).toList();
        producer.transact(transaction -> {
            send(transaction, placed);
            transaction.offsets(offsets);
        });
    }

    /** On return, every transaction that was begun here is decided. */
    void decide() {
        producer.decide();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** All are written on return, so that what fails later is not theirs. */
    private static void send(TransactionalProducer.Open to, List<ProducerRecord<byte[], byte[]>> records) {
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
}
