package ai.viralclip.worker.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.OneBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.kafka.core.KafkaAdmin;

/** What a purge waits for before it deletes, on a real broker. */
@ExtendWith(OneBroker.class)
class ReadyBarrierIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static Broker broker;
    private static Admin admin;

    @BeforeAll
    static void start(Broker itsOwn) {
        broker = itsOwn;
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @BeforeEach
    void makeTheTopicAnew() throws Exception {
        if (admin.listTopics().names().get().contains(Topics.CLIP_READY)) {
            admin.deleteTopics(List.of(Topics.CLIP_READY)).all().get();
        }
        await().atMost(WITHIN)
                .ignoreExceptions()
                .until(() -> admin.createTopics(List.of(new NewTopic(Topics.CLIP_READY, 1, (short) 1)))
                                .all()
                                .get()
                        == null);
    }

    @Test
    void waitsForATransactionThatHasWrittenUntilItIsDecided() throws Exception {
        try (KafkaProducer<byte[], byte[]> frozen = written("frozen")) {
            CompletableFuture<Void> barrier = waitingBarrier();

            frozen.commitTransaction();

            assertThat(barrier).succeedsWithin(WITHIN);
        }
    }

    @Test
    void waitsNoMoreForWhatWasWrittenToATopicThatIsGone() throws Exception {
        try (KafkaProducer<byte[], byte[]> _ = written("gone")) {
            CompletableFuture<Void> barrier = waitingBarrier();

            makeTheTopicAnew();

            assertThat(barrier).succeedsWithin(WITHIN);
        }
    }

    /** A transaction that has written, and is open. */
    private static KafkaProducer<byte[], byte[]> written(String id) throws Exception {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        id,
                        "transaction.timeout.ms",
                        600_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.CLIP_READY, new byte[1])).get();
        return producer;
    }

    /** One that was seen to wait. */
    private static CompletableFuture<Void> waitingBarrier() {
        KafkaAdmin settings = new KafkaAdmin(Map.of("bootstrap.servers", broker.bootstrapServers()));
        ReadyBarrier barrier = new ReadyBarrier(settings, Topics.CLIP_READY);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                barrier.await();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        await().during(Duration.ofSeconds(2)).atMost(WITHIN).until(() -> !waiting.isDone());
        return waiting;
    }
}
