package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.kafka.AsShipped;
import ai.viralclip.worker.kafka.TopicWatch;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** What a partition's new owner makes of what the last one left, against a real broker. */
class TakeoverIT {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CLIP_RENDERED, 0);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final IntakeProperties DEFAULTS = bind("clip.intake", IntakeProperties.class);

    @TempDir
    static Path directory;

    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = Brokers.chosen().one(directory);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void whatAPredecessorLeftOpenIsDecidedBeforeAnythingIsSettled() {
        try (Consumer<byte[], byte[]> consumer = consumer("decided")) {
            Producer<byte[], byte[]> predecessor = producers().createProducer();
            predecessor.beginTransaction();
            predecessor.sendOffsetsToTransaction(Map.of(PARTITION, new OffsetAndMetadata(7)), consumer.groupMetadata());
            assertThatThrownBy(() -> consumer.committed(Set.of(PARTITION), AT_ONCE))
                    .isInstanceOf(TimeoutException.class);

            OutcomeRecords records = new OutcomeRecords(
                    bind("clip.topics", TopicsProperties.class), DEFAULTS.source(), InstantSource.system());
            try (Settlement _ = new Settlement(consumer, producers(), records, InstantSource.system(), Spans.none())) {
                await().untilAsserted(() -> assertThatCode(() -> consumer.committed(Set.of(PARTITION), AT_ONCE))
                        .doesNotThrowAnyException());
            }
        }
    }

    @Test
    void whatLayThereAtTheFirstReadMayBeStoredAndLaterOnesAreNot() {
        List<Attempt> attempts = new ArrayList<>();
        ClipTasks deliveries = (clip, first, then) -> {
            attempts.add(first);
            return Thread.ofVirtual().unstarted(() -> {});
        };
        try (RenderedClips pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
                TopicWatch topic =
                        TopicWatch.start(Map.of("bootstrap.servers", broker.bootstrapServers()), PARTITION.topic());
                Consumer<byte[], byte[]> consumer = consumer("begun")) {
            pipeline.publish(
                    IntStream.range(0, 3).mapToObj(ModelClips::rendered).toList());
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(end(consumer) - 2)));
            Partitions owned = new Partitions(deliveries, DEFAULTS.window());
            Assignment assignment = new Assignment(
                    consumer,
                    owned,
                    new ClipReader(new EventCodec(), InstantSource.system(), Spans.none()),
                    topic,
                    event -> {});
            consumer.subscribe(List.of(PARTITION.topic()));

            await().until(() -> admit(consumer, assignment) == 2);
            pipeline.publish(ModelClips.rendered(3));
            await().until(() -> admit(consumer, assignment) == 3);

            assertThat(attempts)
                    .containsExactly(Attempt.firstAfterOthers(), Attempt.firstAfterOthers(), Attempt.first());
        }
    }

    @Test
    void whereAnEarlierCommitLetTheConsumerBeginIsNoLossOfTheLog() throws Exception {
        List<IntakeEvent> events = new ArrayList<>();
        try (RenderedClips pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
                TopicWatch topic = topic();
                Consumer<byte[], byte[]> consumer = consumer("frozen")) {
            pipeline.publish(
                    IntStream.range(0, 3).mapToObj(ModelClips::rendered).toList());
            consumer.subscribe(List.of(PARTITION.topic()));
            ConsumerRecords<byte[], byte[]> read =
                    await().until(() -> consumer.poll(AT_ONCE), records -> !records.isEmpty());
            await().until(() -> topic.id().isPresent());
            // By another worker, while this one was taken for dead.
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(end(consumer) - 1)));
            Assignment assignment = assignment(consumer, topic, events);
            assignment.takeUpNew();
            for (ConsumerRecord<byte[], byte[]> record : read) {
                assignment.admit(record);
            }
            await().until(() -> admit(consumer, assignment) == 1);

            assertThat(events).noneMatch(IntakeEvent.LogReplaced.class::isInstance);
        }
    }

    @Test
    void whereALogEndedIsForgottenOnceThePartitionIsAnothers() throws Exception {
        List<IntakeEvent> events = new ArrayList<>();
        try (RenderedClips pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
                TopicWatch topic = topic();
                Consumer<byte[], byte[]> consumer = consumer("cut-off")) {
            pipeline.publish(
                    IntStream.range(0, 3).mapToObj(ModelClips::rendered).toList());
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(end(consumer) - 1)));
            consumer.subscribe(List.of(PARTITION.topic()));
            Assignment assignment = assignment(consumer, topic, events);
            await().until(() -> admit(consumer, assignment) > 0);
            assignment.admit(new ConsumerRecord<>(PARTITION.topic(), 0, 0, new byte[0], new byte[0]));
            assertThat(events).anyMatch(IntakeEvent.LogReplaced.class::isInstance);

            assignment.giveUp(Set.of(PARTITION));
            assignment.takeUpNew();
            assertThat(assignment.owned().on(PARTITION).orElseThrow().isPassedOver(1))
                    .as("what others settled since stays settled")
                    .isTrue();
        }
    }

    /** The tests share the log. */
    private static long end(Consumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    }

    private static TopicWatch topic() {
        return TopicWatch.start(Map.of("bootstrap.servers", broker.bootstrapServers()), PARTITION.topic());
    }

    private static Assignment assignment(
            Consumer<byte[], byte[]> consumer, TopicWatch topic, List<IntakeEvent> events) {
        return new Assignment(
                consumer,
                new Partitions((clip, first, then) -> Thread.ofVirtual().unstarted(() -> {}), DEFAULTS.window()),
                new ClipReader(new EventCodec(), InstantSource.system(), Spans.none()),
                topic,
                events::add);
    }

    /** One turn of the poll loop. Returns how many records are in flight. */
    private static int admit(Consumer<byte[], byte[]> consumer, Assignment assignment) throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(AT_ONCE);
        assignment.takeUpNew();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            assignment.admit(record);
        }
        assignment.pauseFull(false);
        return assignment.owned().inFlight();
    }

    private static Consumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", group);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings);
        AsShipped.consumers(consumers);
        return consumers.createConsumer();
    }

    /** The broker itself decides nothing for so long. */
    private static ProducerFactory<byte[], byte[]> producers() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("transaction.timeout.ms", 600_000);
        DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(settings);
        producers.setTransactionIdPrefix("pod-1-");
        AsShipped.producers(producers);
        return producers;
    }

    private static <T> T bind(String prefix, Class<T> properties) {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate(prefix, properties);
    }
}
