package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.OneBroker;
import ai.viralclip.worker.kafka.AsShipped;
import ai.viralclip.worker.kafka.ConsumerLives;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** A broker, and workers that take requests from it. */
@ExtendWith(OneBroker.class)
abstract class RequestsOnABroker {

    static final Duration SOON = Duration.ofSeconds(60);

    final String test = UUID.randomUUID().toString();
    final String requests = "requests-" + test;
    final String replies = "replies-" + test;
    final String marks = "marks-" + test;
    final List<RequestEvent> told = new CopyOnWriteArrayList<>();
    final List<RequestIntake> running = new ArrayList<>();
    Broker broker;
    Admin admin;
    Producer<byte[], byte[]> producer;

    @BeforeEach
    void start(Broker itsOwn) throws Exception {
        broker = itsOwn;
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(List.of(requests, replies, marks).stream()
                        .map(name -> new NewTopic(name, 1, (short) 1))
                        .toList())
                .all()
                .get();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (RequestIntake intake : running) {
            intake.stop();
        }
        producer.close();
        admin.close();
    }

    StandInRequests work(String name) {
        return new StandInRequests(name, replies, marks);
    }

    long committed() {
        try (Consumer<byte[], byte[]> reader = consumers(Map.of()).createConsumer(group(), null, null)) {
            TopicPartition partition = new TopicPartition(requests, 0);
            return Optional.ofNullable(reader.committed(Set.of(partition)).get(partition))
                    .map(commit -> commit.offset())
                    .orElse(-1L);
        }
    }

    void ask(String... values) throws Exception {
        for (String value : values) {
            producer.send(new ProducerRecord<>(requests, value.getBytes(UTF_8))).get();
        }
    }

    List<String> values(String topic) {
        try (Consumer<byte[], byte[]> reader = consumers(Map.of()).createConsumer("reader-" + test, null, null)) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            long end = reader.endOffsets(partitions).getOrDefault(partitions.getFirst(), 0L);
            List<String> values = new ArrayList<>();
            while (reader.position(partitions.getFirst()) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> values.add(new String(record.value(), UTF_8)));
            }
            return values;
        }
    }

    String group() {
        return "requests-group-" + test;
    }

    RequestIntake launch(StandInRequests work, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        settings.put("max.block.ms", 4_000); // how long a reply to a topic that is gone is tried
        settings.put("transaction.timeout.ms", 10_000);
        DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(settings);
        producers.setTransactionIdPrefix(test + work.name);
        AsShipped.producers(producers);
        RequestIntake intake = new RequestIntake(
                new RequestIntake.Kind(RequestKind.PURGES, requests, group()),
                consumers(more),
                producers,
                work,
                new RequestEvents(RequestKind.PURGES, InstantSource.system(), told::add),
                new ConsumerLives(requests, InstantSource.system(), () -> {}));
        running.add(intake);
        intake.start(event -> {});
        return intake;
    }

    DefaultKafkaConsumerFactory<byte[], byte[]> consumers(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        settings.put("heartbeat.interval.ms", 500);
        settings.put("session.timeout.ms", 6_000);
        settings.putAll(more);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings);
        AsShipped.consumers(consumers);
        return consumers;
    }
}
