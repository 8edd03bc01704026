package ai.viralclip.worker.guarantees.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.local.BrokerCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker behind a tap: what is stopped when, and what has taken effect by then. */
@Timeout(120)
class KafkaTapIT {

    private static SpareBrokers lent;
    private static BrokerCluster cluster;
    private static KafkaTap tap;

    @BeforeAll
    static void take() throws Exception {
        lent = SpareBrokers.take(1);
        cluster = lent.brokers();
        tap = lent.tap();
    }

    @AfterAll
    static void giveBack() {
        lent.giveBack(false);
    }

    @Test
    void aCommitThatIsCutOffIsUndecidedUntilTheTransactionsTimeout() throws Exception {
        createTopic("before");
        KafkaProducer<String, String> producer = producer("before");
        tap.onRequest(endOf("before"), dying(producer));

        assertThatThrownBy(() -> transaction(producer, "before", "value")).isInstanceOf(KafkaException.class);

        assertThat(state("before")).isEqualTo(TransactionState.ONGOING);
        assertThat(committed("before")).isEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> state("before") == TransactionState.COMPLETE_ABORT);
        assertThat(committed("before")).isEmpty();
    }

    @Test
    void aCommitWhoseReplyIsCutOffHasTakenEffect() throws Exception {
        createTopic("after");
        KafkaProducer<String, String> producer = producer("after");
        tap.onReply(reply -> endOf("after").test(reply.request()), dying(producer));

        assertThatThrownBy(() -> transaction(producer, "after", "value")).isInstanceOf(KafkaException.class);

        await().atMost(Duration.ofSeconds(30)).until(() -> state("after") == TransactionState.COMPLETE_COMMIT);
        assertThat(committed("after")).containsExactly("value");
    }

    @Test
    void aFetchThatCarriesARecordIsToldFromThoseThatCarryNone() throws Exception {
        createTopic("fetched");
        CompletableFuture<String> stopped = new CompletableFuture<>();
        tap.onReply(
                reply -> reply.request().kind() == ApiKeys.FETCH
                        && reply.request().clientId().equals("reader")
                        && reply.sizeBytes() > 10_000,
                _ -> {
                    stopped.complete("stopped");
                    return KafkaTap.Then.PASS_ON;
                });
        try (KafkaProducer<String, String> producer = producer("fetched")) {
            transaction(producer, "fetched", "value");
            awaitCommitted(1);
            assertThat(stopped).isNotCompleted();

            transaction(producer, "fetched", "x".repeat(20_000));

            awaitCommitted(2);
            assertThat(stopped).isCompleted();
        }
    }

    /** A commit is decided before readers see it: its markers are written after the reply. */
    private static void awaitCommitted(int records) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> committed("fetched", cluster.bootstrapServers()).size() == records);
    }

    private static Predicate<KafkaTap.Request> endOf(String clientId) {
        return request ->
                request.kind() == ApiKeys.END_TXN && request.clientId().equals(clientId);
    }

    /** Its process is gone, as far as the brokers can tell. */
    private static <T> Function<T, KafkaTap.Then> dying(KafkaProducer<?, ?> producer) {
        return _ -> {
            producer.close(Duration.ZERO);
            return KafkaTap.Then.CUT;
        };
    }

    private static KafkaProducer<String, String> producer(String id) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "client.id",
                id,
                "transactional.id",
                id,
                "transaction.timeout.ms",
                6_000,
                "max.block.ms",
                20_000);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static void transaction(KafkaProducer<String, String> producer, String topic, String value)
            throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, value)).get();
        producer.commitTransaction();
    }

    private static void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.innerServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static TransactionState state(String transactionalId) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.innerServers()))) {
            return admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get()
                    .state();
        }
    }

    private static List<String> committed(String topic) {
        return committed(topic, cluster.innerServers());
    }

    /** What a reader of committed records sees now. */
    private static List<String> committed(String topic, String servers) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "client.id", "reader", "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(200))) {
                    values.add(one.value());
                }
            }
        }
        return values;
    }
}
