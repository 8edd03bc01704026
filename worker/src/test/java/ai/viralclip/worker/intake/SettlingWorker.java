package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.kafka.AsShipped;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import ai.viralclip.worker.tracing.Spans;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** The real settlement of one partition over a real broker, with clips that end when they are told. */
final class SettlingWorker implements AutoCloseable {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CLIP_RENDERED, 0);

    final List<IntakeEvent> events = new ArrayList<>();
    private final Map<String, Object> brokers;
    private final Consumer<byte[], byte[]> consumer;
    private final Settlement settlement;
    private final Settler settler;
    private final Partitions owned;
    private final Map<Long, ClipTasks.Then> atWork = new TreeMap<>();
    private Optional<String> lateOnceWritten = Optional.empty();

    private SettlingWorker(Broker broker, Map<String, Object> producerSettings) {
        brokers = Map.of("bootstrap.servers", broker.bootstrapServers());
        consumer = consumer(Map.of("group.id", "settling"));
        consumer.subscribe(List.of(PARTITION.topic()));
        await().until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return !consumer.assignment().isEmpty();
        });
        InstantSource clock = this::now;
        OutcomeRecords records = new OutcomeRecords(
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("clip.topics", TopicsProperties.class),
                URI.create("/test"),
                clock);
        settlement = new Settlement(consumer, producers(producerSettings), records, clock, Spans.none());
        IntakeProperties.WindowLimits limits = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("clip.intake", IntakeProperties.class)
                .window();
        owned = new Partitions(this::start, limits);
        owned.takeUp(PARTITION, new PartitionLog(Uuid.ZERO_UUID), Optional.empty(), () -> 0);
        settler = new Settler(owned, settlement, one -> Settler.PurgeCheck.Decision.PUBLISH, clock, events::add);
    }

    static SettlingWorker over(Broker broker, Map<String, Object> producerSettings) {
        return new SettlingWorker(broker, producerSettings);
    }

    /** From when this topic has a record on, it is an hour later. */
    void lateOnceWritten(String topic) {
        lateOnceWritten = Optional.of(topic);
    }

    /** The record at this offset comes to its end. */
    void end(long offset, Outcome.Final outcome, byte[] value) {
        owned.on(PARTITION)
                .orElseThrow()
                .admit(
                        new ConsumerRecord<>(PARTITION.topic(), 0, offset, "u/r".getBytes(UTF_8), value),
                        ModelClips.of(PARTITION, offset, Optional.of((int) offset)));
        Optional.ofNullable(atWork.remove(offset)).orElseThrow().ended(outcome, 1, Standing.NONE);
    }

    void turn() {
        consumer.poll(Duration.ofMillis(20));
        settler.settle();
    }

    /** One turn. Returns the offsets that are settled, as the brokers have it. */
    Set<Long> settle() {
        turn();
        OffsetAndMetadata commit = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        CommittedOffsets progress = commit == null ? CommittedOffsets.upTo(0) : CommittedOffsets.of(commit);
        return LongStream.range(0, 100).filter(progress::isSettled).boxed().collect(Collectors.toSet());
    }

    /** What a reader of committed records finds. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = consumer(Map.of())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    /** How many records a topic has, committed or not. */
    long written(String topic) {
        try (Consumer<byte[], byte[]> reader = consumer(Map.of("isolation.level", "read_uncommitted"))) {
            TopicPartition partition = new TopicPartition(topic, 0);
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        settlement.close();
        consumer.close();
    }

    private Instant now() {
        Instant now = InstantSource.system().instant();
        boolean late = lateOnceWritten.filter(topic -> written(topic) > 0).isPresent();
        return late ? now.plus(Duration.ofHours(1)) : now;
    }

    private Thread start(RenderedClip clip, Attempt first, ClipTasks.Then then) {
        atWork.put(ModelClips.offset(clip), then);
        return Thread.ofVirtual().unstarted(() -> {});
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(brokers);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings);
        AsShipped.consumers(consumers);
        consumers.updateConfigs(more);
        return consumers.createConsumer();
    }

    private DefaultKafkaProducerFactory<byte[], byte[]> producers(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(brokers);
        settings.putAll(more);
        DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(settings);
        producers.setTransactionIdPrefix("settling-");
        AsShipped.producers(producers);
        return producers;
    }
}
