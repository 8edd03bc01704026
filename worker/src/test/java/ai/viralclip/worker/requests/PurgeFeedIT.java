package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.OneBroker;
import ai.viralclip.worker.kafka.AsShipped;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeMark;
import ai.viralclip.worker.purge.Purges;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** What workers tell each other of purges, as it is heard from a real broker whose topic does not stay as it is. */
@ExtendWith(OneBroker.class)
class PurgeFeedIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final String topic = "purges-" + UUID.randomUUID();
    private final PurgeLedger ledger = Purges.ledger(InstantSource.system());
    private final Semaphore running = new Semaphore(1);
    private Broker broker;
    private Admin admin;
    private Producer<byte[], byte[]> producer;
    private @Nullable Thread feed;

    @BeforeEach
    void start(Broker itsOwn) {
        broker = itsOwn;
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (feed != null) {
            feed.interrupt();
            assertThat(feed.join(SOON)).as("the feed ends").isTrue();
        }
        producer.close(Duration.ZERO);
        admin.close();
    }

    @Test
    void aTopicThatIsNotThereYetIsNothingHeardAndItGoesOnByItself() throws Exception {
        follow();
        await().during(Duration.ofSeconds(2)).until(() -> ledger.age().isEmpty());

        create();
        tell("u1");

        awaitHeard("u1");
    }

    @Test
    void nothingIsFreshWhileTheTopicIsGoneAndAllOnceItIsBack() throws Exception {
        create();
        tell("u1", "u2");
        follow();
        awaitHeard("u2");

        delete();
        await().atMost(SOON).until(() -> !ledger.isFresh());
        await().during(Duration.ofSeconds(4)).atMost(SOON).until(() -> !ledger.isFresh());
        createAgain();
        tell("u3");

        awaitHeard("u3");
        assertThat(ledger.purgedUntil("u1")).contains(NOON);
    }

    @Test
    void aLongerTopicMadeAnewDuringAFreezeIsReadFromItsBeginning() throws Exception {
        create();
        tell("u1", "u2");
        follow();
        awaitHeard("u2");

        running.acquire();
        delete();
        createAgain();
        tell(IntStream.range(0, 50).mapToObj(i -> "anew" + i).toArray(String[]::new));
        running.release();

        awaitHeard("anew49");
        awaitHeard("anew0");
    }

    @Test
    void partitionsThatAreAddedLaterAreHeard() throws Exception {
        create();
        tell("u1");
        follow();
        awaitHeard("u1");

        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> producer.send(new ProducerRecord<>(topic, 1, bytes("u9"), mark()))
                        .get()
                        .hasOffset());

        awaitHeard("u9");
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() throws Exception {
        create();
        tell("u1");
        follow();
        awaitHeard("u1");

        broker.stop();
        try {
            await().atMost(SOON).until(() -> !ledger.isFresh());
        } finally {
            broker.restart();
        }
        tell("u2");

        awaitHeard("u2");
    }

    private void awaitHeard(String scope) {
        await().atMost(SOON)
                .until(() -> ledger.isFresh()
                        && ledger.purgedUntil(scope).filter(NOON::equals).isPresent());
    }

    private void follow() {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        settings.put("group.id", "clips");
        settings.put("default.api.timeout.ms", 5_000);
        settings.put("request.timeout.ms", 5_000);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings);
        AsShipped.consumers(consumers);
        PurgeFeed purges = new PurgeFeed(
                consumers, Map.of("bootstrap.servers", broker.bootstrapServers()), topic, ledger, this::now);
        feed = Thread.ofPlatform().start(purges::run);
    }

    /** The feed asks for the time each time round: who holds the permit holds up the feed. */
    private Instant now() {
        running.acquireUninterruptibly();
        running.release();
        return InstantSource.system().instant();
    }

    private void tell(String... scopes) throws Exception {
        for (String scope : scopes) {
            producer.send(new ProducerRecord<>(topic, bytes(scope), mark())).get();
        }
    }

    private static byte[] mark() {
        return new PurgeMark(NOON, false).toBytes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private void create() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    private void delete() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    private void createAgain() {
        await().atMost(SOON).ignoreExceptions().until(() -> {
            create();
            return true;
        });
    }
}
