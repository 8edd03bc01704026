package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

class SettlementIT {

    private static final TopicPartition PARTITION = new TopicPartition("rendered", 0);
    private static final String GROUP = "workers";
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    @TempDir
    Path directory;

    @Test
    void whatAPredecessorOfTheSameTransactionalIdLeftOpenIsDecidedBeforeThereIsAnythingToSettle() throws Exception {
        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(directory, 0));
                Consumer<byte[], byte[]> consumer = consumer(broker)) {
            createTopic(broker);
            Producer<byte[], byte[]> predecessor = producers(broker).createProducer();
            predecessor.beginTransaction();
            predecessor.sendOffsetsToTransaction(Map.of(PARTITION, new OffsetAndMetadata(7)), consumer.groupMetadata());
            assertThatThrownBy(() -> consumer.committed(Set.of(PARTITION), AT_ONCE))
                    .isInstanceOf(TimeoutException.class);

            try (Settlement _ = new Settlement(consumer, producers(broker), records(), InstantSource.system())) {
                await().untilAsserted(() -> assertThatCode(() -> consumer.committed(Set.of(PARTITION), AT_ONCE))
                        .doesNotThrowAnyException());
            }
        }
    }

    private static void createTopic(LocalBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static Consumer<byte[], byte[]> consumer(LocalBroker broker) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", GROUP);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings);
        new KafkaConfiguration().guaranteesOfTheConsumer().customize(consumers);
        return consumers.createConsumer();
    }

    /** The broker itself decides nothing for so long. */
    private static ProducerFactory<byte[], byte[]> producers(LocalBroker broker) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("transaction.timeout.ms", 600_000);
        DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(settings);
        producers.setTransactionIdPrefix("pod-1-");
        new KafkaConfiguration().guaranteesOfTheProducer().customize(producers);
        return producers;
    }

    private static OutcomeRecords records() {
        Binder defaults = new Binder(new MapConfigurationPropertySource());
        return new OutcomeRecords(
                defaults.bindOrCreate("clip.topics", TopicsProperties.class),
                defaults.bindOrCreate("clip.intake", IntakeProperties.class).source(),
                InstantSource.system());
    }
}
