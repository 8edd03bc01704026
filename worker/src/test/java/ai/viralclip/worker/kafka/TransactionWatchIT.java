package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.process.WrittenLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Producers that begin a transaction and go silent, on a real broker; time is the test's. */
@Isolated("Reads the log, which tests that start the application set up anew.")
class TransactionWatchIT {

    private static final int BEFORE = 3;
    private static final int BEHIND = 5;

    /** What the watch told of. */
    private record Found(Map<Integer, Duration> ages, Set<Integer> hanging) {}

    @TempDir
    static Path directory;

    private static Broker broker;
    private static Admin admin;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Set<Integer>> assigned = new AtomicReference<>(Set.of(0, 1));
    private final AtomicReference<Found> told = new AtomicReference<>();
    private String topic;
    private LogEnds logs;
    private TransactionWatch watch;

    @BeforeAll
    static void start() {
        broker = Brokers.chosen().one(directory);
        admin = Admin.create(client());
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void create(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        admin.createTopics(Set.of(new NewTopic(topic, 2, (short) 1))).all().get();
        logs = new LogEnds(client(), topic);
        watch = new TransactionWatch(
                logs, assigned::get, (ages, hanging) -> told.set(new Found(ages, hanging)), nanos::get);
    }

    @AfterEach
    void close() {
        logs.close();
    }

    @Test
    void aSilentOneIsNamedAfterTwoMinutesUntilItIsAborted() throws Exception {
        publish(1, BEFORE);
        try (var silent = producer(Map.of("transactional.id", topic));
                var log = new WrittenLog(TransactionWatch.class)) {
            begin(silent);
            publish(0, BEHIND);
            publish(1, BEHIND);
            assertThat(readByTheWorker()).as("nothing behind it, and no lag").isEqualTo(BEFORE + BEHIND);

            look(Duration.ZERO);
            assertThat(told).hasValue(open(Duration.ZERO, Set.of()));
            look(Duration.ofSeconds(119));
            assertThat(told).hasValue(open(Duration.ofSeconds(119), Set.of()));
            assertThat(log.events()).isEmpty();

            look(Duration.ofSeconds(1));
            assertThat(told).hasValue(open(Duration.ofMinutes(2), Set.of(1)));
            look(Duration.ofMinutes(9));
            assertThat(log.events()).hasSize(1);
            look(Duration.ofMinutes(1));
            assertThat(log.events())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line.getKeyValuePairs())
                            .extracting(pair -> pair.key + "=" + pair.value)
                            .contains("partition=" + topic + "-1", "offset=" + BEFORE));

            abort(1, BEFORE);
            await().untilAsserted(() -> {
                look(Duration.ofSeconds(30));
                assertThat(told).hasValue(new Found(Map.of(), Set.of()));
            });
            assertThat(log.events().getLast().getMessage()).startsWith("a transaction that hung has ended");
            assertThat(readByTheWorker()).isEqualTo(BEFORE + BEHIND + BEHIND);
        }
    }

    @Test
    void oneAfterTheOtherHangsNeverThoughOneIsOpenAtEachLook() throws Exception {
        try (var busy = producer(Map.of("transactional.id", topic))) {
            begin(busy);
            look(Duration.ZERO);
            assertThat(told).hasValue(open(Duration.ZERO, Set.of()));
            for (int minute = 0; minute < 5; minute++) {
                busy.commitTransaction();
                busy.beginTransaction();
                busy.send(record(1)).get();
                await().untilAsserted(() -> {
                    look(Duration.ofMinutes(1));
                    assertThat(told).hasValue(open(Duration.ZERO, Set.of()));
                });
            }
        }
    }

    @Test
    void aPartitionThatIsNotThisWorkersIsNotLookedAt() throws Exception {
        try (var silent = producer(Map.of("transactional.id", topic))) {
            begin(silent);
            look(Duration.ZERO);
            assertThat(told).hasValue(open(Duration.ZERO, Set.of()));
            assigned.set(Set.of(0));
            look(Duration.ofMinutes(3));
            assertThat(told).hasValue(new Found(Map.of(), Set.of()));
        }
    }

    private void look(Duration later) throws InterruptedException {
        nanos.addAndGet(later.toNanos());
        watch.look();
    }

    private static Found open(Duration age, Set<Integer> hanging) {
        return new Found(Map.of(1, age), hanging);
    }

    private void begin(KafkaProducer<byte[], byte[]> producer) throws Exception {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record(1)).get();
    }

    /** As {@code kafka-transactions.sh abort} does with a partition and the offset that the log names. */
    private void abort(int partition, long startOffset) throws Exception {
        TopicPartition where = new TopicPartition(topic, partition);
        ProducerState silent =
                admin.describeProducers(List.of(where)).partitionResult(where).get().activeProducers().stream()
                        .filter(one -> one.currentTransactionStartOffset().orElse(-1) == startOffset)
                        .findFirst()
                        .orElseThrow();
        admin.abortTransaction(new AbortTransactionSpec(
                        where,
                        silent.producerId(),
                        (short) silent.producerEpoch(),
                        silent.coordinatorEpoch().orElse(0)))
                .all()
                .get();
    }

    /** How many records of both partitions a consumer with the worker's settings is given, until it knows no lag. */
    private int readByTheWorker() {
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers =
                new DefaultKafkaConsumerFactory<>(new HashMap<>(client()));
        AsShipped.consumers(consumers);
        List<TopicPartition> both = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer("reader", null)) {
            consumer.assign(both);
            consumer.seekToBeginning(both);
            int read = 0;
            while (both.stream().anyMatch(one -> consumer.currentLag(one).orElse(1) > 0)) {
                read += consumer.poll(Duration.ofMillis(100)).count();
            }
            return read;
        }
    }

    private void publish(int partition, int records) throws Exception {
        try (var producer = producer(Map.of())) {
            for (int i = 0; i < records; i++) {
                producer.send(record(partition)).get();
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(int partition) {
        return new ProducerRecord<>(topic, partition, null, "clip".getBytes(UTF_8));
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(client());
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
