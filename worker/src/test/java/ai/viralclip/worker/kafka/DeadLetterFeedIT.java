package ai.viralclip.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** The count of dead letters, against a real broker. */
class DeadLetterFeedIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Half a minute, after which it looks at what was deleted, is a second. */
    private static final int FASTER = 30;

    private final Instant began = InstantSource.system().instant();

    private final InstantSource quick = () ->
            began.plus(Duration.between(began, InstantSource.system().instant()).multipliedBy(FASTER));

    /** Within the retention of a topic, whenever this runs. */
    private final Instant early =
            InstantSource.system().instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    static Path directory;

    private static Broker broker;

    private final String topic = "dead-letters-" + UUID.randomUUID();
    private final AtomicReference<Optional<Letters.Count>> counted = new AtomicReference<>(Optional.empty());
    private Admin admin;
    private Producer<byte[], byte[]> producer;
    private @Nullable Thread feed;

    @BeforeAll
    static void startBroker() {
        broker = Brokers.chosen().one(directory);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        create();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", topic),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (feed != null) {
            feed.interrupt();
            assertThat(feed.join(Duration.ofSeconds(10))).as("the feed ends").isTrue();
        }
        producer.close();
        admin.close();
    }

    @Test
    void recordsOfCommittedTransactionsAreCountedAndNothingElse() {
        send(true, 2, early);
        send(false, 7, early.minusSeconds(60));
        send(true, 3, early.plusSeconds(60));

        follow();

        awaitCount(5);
        assertThat(counted.get().flatMap(Letters.Count::oldest)).contains(early);
        send(true, 1, early);
        awaitCount(6);
    }

    @Test
    void aTopicWithoutRecordsHasNone() {
        follow();

        awaitCount(0);
        assertThat(counted.get().flatMap(Letters.Count::oldest)).isEmpty();
    }

    @Test
    void whatIsDeletedIsNotCountedAnyMore() throws Exception {
        send(true, 4, early);
        send(true, 70, early.plusSeconds(60));
        follow();
        awaitCount(74);

        // Four records, their transaction's marker, and two of the next.
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(7)))
                .all()
                .get();

        awaitCount(68);
    }

    @Test
    void aTopicThatIsMadeAnewIsCountedAnew() throws Exception {
        send(true, 5, early);
        follow();
        awaitCount(5);

        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(SOON).ignoreExceptions().until(() -> {
            create();
            return true;
        });
        send(true, 2, early);

        awaitCount(2);
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() {
        send(true, 2, early);
        broker.stop();
        try {
            follow();
        } finally {
            broker.restart();
        }

        awaitCount(2);
    }

    private void awaitCount(long letters) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(counted.get().map(Letters.Count::letters)).contains(letters));
    }

    private void follow() {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        settings.put("group.id", "clips");
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings);
        AsShipped.consumers(consumers);
        DeadLetterFeed letters = new DeadLetterFeed(consumers, topic, quick, now -> counted.set(Optional.of(now)));
        feed = Thread.ofVirtual().start(letters::run);
    }

    private void create() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    private void send(boolean committed, int records, Instant written) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            var _ = producer.send(new ProducerRecord<>(topic, 0, written.toEpochMilli(), new byte[1], new byte[100]));
        }
        if (committed) {
            producer.commitTransaction();
        } else {
            producer.flush();
            producer.abortTransaction();
        }
    }
}
