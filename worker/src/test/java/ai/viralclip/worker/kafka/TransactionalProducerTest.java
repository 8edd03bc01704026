package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a producer whose transaction fails, on Kafka's own stand-ins for its clients. */
@Timeout(30)
final class TransactionalProducerTest {

    private static final Map<TopicPartition, OffsetAndMetadata> OFFSETS =
            Map.of(new TopicPartition("read", 0), new OffsetAndMetadata(7));

    private final KafkaException away = new KafkaException("away");
    private final Consumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<MockProducer<byte[], byte[]>> started = new CopyOnWriteArrayList<>();

    @Test
    void recordsAndOffsetsAreCommittedTogether() {
        try (var producer = new TransactionalProducer(consumer, this::start)) {
            producer.transact(transaction -> {
                var _ = transaction.send(record());
                transaction.offsets(OFFSETS);
                assertThat(started.getFirst().history()).isEmpty();
            });
            assertThat(started.getFirst().history()).hasSize(1);
            assertThat(started.getFirst().consumerGroupOffsetsHistory())
                    .containsExactly(Map.of(consumer.groupMetadata().groupId(), OFFSETS));
        }
    }

    @Test
    void whatCannotBeWrittenIsAbortedAndTheProducerGoesOn() {
        try (var producer = new TransactionalProducer(consumer, this::start)) {
            assertThatThrownBy(() -> producer.transact(transaction -> {
                        var _ = transaction.send(record());
                        throw away;
                    }))
                    .isSameAs(away);
            assertThat(started.getFirst().transactionAborted()).isTrue();

            producer.transact(transaction -> transaction.offsets(OFFSETS));
            assertThat(started).hasSize(1);
            assertThat(started.getFirst().history()).isEmpty();
        }
    }

    @Test
    void whereACommitsEndIsUnknownAnotherProducerDecides() {
        try (var producer = new TransactionalProducer(consumer, this::start)) {
            producer.decide();
            started.getFirst().commitTransactionException = away;
            assertThatThrownBy(() -> producer.transact(transaction -> {
                        var _ = transaction.send(record());
                    }))
                    .isSameAs(away);
            assertThat(started.getFirst().closed()).isTrue();
            assertThat(started.getFirst().transactionAborted()).isFalse();

            producer.decide();
            assertThat(started).hasSize(2);
        }
    }

    @Test
    void soDoesItWhereItCannotBeAborted() {
        try (var producer = new TransactionalProducer(consumer, this::start)) {
            producer.decide();
            started.getFirst().abortTransactionException = new KafkaException("fenced");
            assertThatThrownBy(() -> producer.transact(transaction -> {
                        throw away;
                    }))
                    .isSameAs(away);
            assertThat(started.getFirst().closed()).isTrue();

            producer.transact(transaction -> transaction.offsets(OFFSETS));
            assertThat(started).hasSize(2);
        }
    }

    @Test
    void oneThatCannotStartIsTriedAgain() {
        CountDownLatch mayStart = new CountDownLatch(1);
        try (var producer = new TransactionalProducer(consumer, () -> {
            if (mayStart.getCount() > 0) {
                throw away;
            }
            return start();
        })) {
            assertThatExceptionOfType(KafkaException.class)
                    .isThrownBy(producer::decide)
                    .withCause(away);
            mayStart.countDown();
            producer.decide();
            assertThat(started).hasSize(1);
        }
    }

    /** Two under one transactional id fence each other. */
    @Test
    void oneThatStartsStillIsClosedOnceItHas() throws Exception {
        CountDownLatch mayStart = new CountDownLatch(1);
        TransactionalProducer producer = new TransactionalProducer(consumer, () -> {
            awaitUninterruptibly(mayStart);
            return start();
        });
        Thread closing = Thread.ofVirtual().start(producer::close);
        assertThat(closing.join(Duration.ofMillis(100))).isFalse();

        mayStart.countDown();
        closing.join();
        assertThat(started).hasSize(1);
        assertThat(started.getFirst().closed()).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Producer<byte[], byte[]> start() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        started.add(producer);
        return producer;
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>("written", "record".getBytes(UTF_8));
    }
}
