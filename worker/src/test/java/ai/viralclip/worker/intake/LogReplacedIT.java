package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.kafka.AsShipped;
import ai.viralclip.worker.kafka.TopicWatch;
import ai.viralclip.worker.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** The same offsets and other records, and offsets without records, on a real broker. */
class LogReplacedIT {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CLIP_RENDERED, 0);
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Broker broker;
    private Admin admin;
    private TopicWatch topic;
    private Consumer<byte[], byte[]> consumer;
    private Assignment assignment;
    private Partitions owned;
    private final List<IntakeEvent> events = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        broker = Brokers.chosen().one(directory);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        create();
        begin();
    }

    @AfterEach
    void stop() {
        end();
        admin.close();
        broker.close();
    }

    @Test
    void everyRecordOfATopicMadeAnewDuringAPauseIsANewOne() throws Exception {
        publish("old", 25);
        turnUntil(25);
        recreate();
        publish("new", 40);

        turnUntil(25 + 40);

        assertThat(answered.subList(25, 65))
                .allMatch(value -> value.startsWith("new"))
                .doesNotHaveDuplicates();
        assertThat(events).contains(new IntakeEvent.LogReplaced(0, IntakeEvent.LogReplaced.How.RECREATED));
    }

    @Test
    void commitsOfATopicThatIsGoneDoNotCountForTheNewOne() throws Exception {
        publish("old", 25);
        turnUntil(25);
        OffsetAndMetadata stale = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        end();
        recreate();
        publish("new", 40);
        begin();
        consumer.poll(Duration.ofMillis(100));
        // Brokers forget what was committed of a topic that is deleted, and nobody promises it.
        await().atMost(WITHIN).ignoreExceptions().until(() -> {
            consumer.poll(Duration.ofMillis(100));
            consumer.commitSync(Map.of(PARTITION, stale));
            return true;
        });
        end();
        begin();

        turnUntil(25 + 40);

        assertThat(answered.subList(25, 65)).allMatch(value -> value.startsWith("new"));
    }

    @Test
    void behindATransactionsLastMarkersNothingIsLeftToBeRead() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "pipeline"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record("in a transaction")).get();
            producer.commitTransaction();
        }
        turnUntil(1);

        await().atMost(WITHIN).until(() -> {
            turn();
            assignment.owned().commitPassed(consumer);
            OffsetAndMetadata commit = consumer.committed(Set.of(PARTITION)).get(PARTITION);
            return commit != null && commit.offset() == 2;
        });
    }

    private void begin() {
        topic = TopicWatch.start(Map.of("bootstrap.servers", broker.bootstrapServers()), PARTITION.topic());
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(
                new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "replaced")));
        AsShipped.consumers(consumers);
        consumer = consumers.createConsumer();
        consumer.subscribe(List.of(PARTITION.topic()));
        IntakeProperties intake =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("clip.intake", IntakeProperties.class);
        owned = new Partitions((clip, first, then) -> Thread.ofVirtual().unstarted(() -> {}), intake.window());
        assignment = new Assignment(
                consumer,
                owned,
                new ClipReader(new EventCodec(), InstantSource.system(), Spans.none()),
                topic,
                events::add);
    }

    private void end() {
        consumer.close();
        topic.close();
    }

    private void turnUntil(int count) throws Exception {
        await().atMost(WITHIN).until(() -> {
            turn();
            return answered.size() >= count;
        });
        assertThat(answered).hasSize(count);
    }

    private void turn() throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
        assignment.takeUpNew();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            assignment.admit(record);
        }
        assignment.owned().passed(records.nextOffsets());
        assignment.pauseFull(false);
        owned.on(PARTITION).ifPresent(this::settle);
    }

    /** As the settler does it, without the answers; what is answered counts once its offset is committed. */
    private void settle(Partition work) {
        List<FinishedClip> ended = Stream.generate(work::takeFinished)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
        if (!ended.isEmpty()) {
            consumer.commitSync(Map.of(PARTITION, work.commitWith(ended)));
            work.settle(ended);
            ended.forEach(one -> answered.add(new String(one.record().value(), UTF_8)));
        }
    }

    private void publish(String prefix, int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int i = 0; i < count; i++) {
                producer.send(record(prefix + i)).get();
            }
        }
    }

    /** Nothing that could be an event: it ends at once. */
    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(PARTITION.topic(), value.getBytes(UTF_8));
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void recreate() throws Exception {
        admin.deleteTopics(List.of(PARTITION.topic())).all().get();
        create();
    }

    private void create() {
        await().atMost(WITHIN)
                .ignoreExceptions()
                .until(() -> admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                                .all()
                                .get()
                        == null);
    }
}
