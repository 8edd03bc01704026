package ai.viralclip.worker.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes records, and offsets with them, all or nothing (KIP-98). The group's generation goes with each transaction,
 * so that a worker that was taken for dead commits nothing any more, however late it wakes (KIP-447). After one that
 * failed, another may be tried; whether it was committed all the same, the committed offsets say once it is
 * {@linkplain #decide decided}. Used by one thread.
 *
 * <p>A producer of which nobody knows what it left open is followed by another under the same transactional id, whose
 * start decides that.
 */
public final class TransactionalProducer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionalProducer.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private Optional<Future<Producer<byte[], byte[]>>> producer;

    /**
     * Starts a producer, without waiting for it: its start decides what a predecessor under the same transactional id
     * left open, and the committed offsets of partitions may wait for that.
     *
     * @param consumer whose group and generation the transactions are made in
     * @param producers makes one and, once that is closed, its successor under the same transactional id
     */
    public TransactionalProducer(Consumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> producers) {
        this.consumer = consumer;
        this.producers = producers;
        this.producer = Optional.of(start());
    }

    /** What a transaction consists of. */
    public interface Contents {

        /** Writes all of it, and waits for what must be acknowledged before the commit; what it throws aborts. */
        void write(Open transaction);
    }

    /** A transaction that is neither committed nor aborted yet. */
    public final class Open {

        private final Producer<byte[], byte[]> current;

        private Open(Producer<byte[], byte[]> current) {
            this.current = current;
        }

        /** Sends a record, without waiting until it is written. */
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return current.send(record);
        }

        /** On return each record that was sent is written, or has failed. */
        public void flush() {
            current.flush();
        }

        /** To be committed with the records. */
        public void offsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
            current.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        }
    }

    /**
     * On return, all of it is committed.
     *
     * @throws KafkaException where it is not, or that is unknown
     */
    public void transact(Contents contents) {
        Producer<byte[], byte[]> current = started();
        try {
            current.beginTransaction();
            contents.write(new Open(current));
        } catch (KafkaException | IllegalStateException e) {
            abort(current);
            throw e;
        }
        try {
            current.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            // Whether it is committed is unknown: the start of the next producer decides it.
            giveUp();
            throw e;
        }
    }

    /**
     * On return, every transaction that was begun here is decided.
     *
     * @throws KafkaException where the brokers do not answer in time
     */
    public void decide() {
        started();
    }

    @Override
    public void close() {
        giveUp();
    }

    private Producer<byte[], byte[]> started() {
        Future<Producer<byte[], byte[]>> current =
                producer.filter(one -> one.state() != Future.State.FAILED).orElseGet(this::start);
        producer = Optional.of(current);
        try {
            return current.get();
        } catch (ExecutionException e) {
            throw new KafkaException("no transactional producer could be started", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Future<Producer<byte[], byte[]>> start() {
        FutureTask<Producer<byte[], byte[]>> start = new FutureTask<>(producers::get);
        Thread.ofVirtual().name("producer").start(start);
        return start;
    }

    private void abort(Producer<byte[], byte[]> current) {
        try {
            current.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("not decided from here: the start of the next producer decides it", e);
            giveUp();
        }
    }

    /** Waits for a producer that is starting still: two under one transactional id fence each other. */
    private void giveUp() {
        Optional<Future<Producer<byte[], byte[]>>> last = producer;
        producer = Optional.empty();
        try {
            if (last.isPresent()) {
                last.get().get().close(Duration.ZERO);
            }
        } catch (ExecutionException e) {
            LOG.debug("it never started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
