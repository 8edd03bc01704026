package ai.viralclip.worker.intake;

import ai.viralclip.worker.bucket.StartRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Proves at the start that the brokers can be worked with as the worker is set up: the topics are there, a client of
 * each kind can be made, the codecs work, and a transaction can be begun. What cannot be so by itself later ends the
 * start in words; brokers that are only slow do not.
 */
final class KafkaProof {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaProof.class);
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);
    private static final String CLASSIC = "classic";

    private final TopicProvisioning topics;
    private final Collection<String> read;
    private final KafkaAdmin admin;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ProducerFactory<byte[], byte[]> producers;

    /** @param read the topics whose batches the worker reads */
    KafkaProof(
            TopicProvisioning topics,
            Collection<String> read,
            KafkaAdmin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers) {
        this.topics = topics;
        this.read = List.copyOf(read);
        this.admin = admin;
        this.consumers = consumers;
        this.producers = producers;
    }

    /** @throws StartRefused with what is to be changed */
    void prove() {
        proveSettings();
        topics.provide();
        proveConsumer();
        Codecs.prove(compressionTypes());
        proveTransactions();
    }

    /** What can be seen without any broker. */
    void proveSettings() {
        Map<String, Object> consumer = consumers.getConfigurationProperties();
        String protocol = Objects.toString(consumer.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG), CLASSIC);
        if (!protocol.equalsIgnoreCase(CLASSIC)) {
            throw new StartRefused(
                    "group.protocol is " + protocol + ": the worker's guarantees rest on the classic group protocol",
                    "Take group.protocol out of SPRING_KAFKA_CONSUMER_PROPERTIES_GROUP_PROTOCOL,"
                            + " SPRING_KAFKA_PROPERTIES_GROUP_PROTOCOL or the file that sets it (decision 0006).");
        }
        if (Objects.toString(consumer.get(ConsumerConfig.GROUP_ID_CONFIG), "").isBlank()) {
            throw new StartRefused(
                    "SPRING_KAFKA_CONSUMER_GROUP_ID is empty: workers share the partitions in a group",
                    "Name a group, or leave it out: the default is clip-storage-worker.");
        }
        if (!producers.transactionCapable()) {
            throw new StartRefused(
                    "SPRING_KAFKA_PRODUCER_TRANSACTION_ID_PREFIX is empty: answers and offsets are committed in one"
                            + " transaction",
                    "Set it to a prefix that no other worker has, or leave it out: the default has a random UUID.");
        }
    }

    private void proveConsumer() {
        try (Consumer<byte[], byte[]> made = consumers.createConsumer()) {
            LOG.atDebug().addKeyValue("partitions", made.assignment().size()).log("a consumer can be made");
        } catch (RuntimeException | LinkageError e) {
            throw KafkaRefusal.ofClient("consumer", e);
        }
    }

    /** The producer stays, and is the first that settles. */
    private void proveTransactions() {
        try {
            Producer<byte[], byte[]> made = producers.createProducer();
            made.close();
        } catch (RuntimeException | LinkageError e) {
            Optional<StartRefused> refused = KafkaRefusal.ofTransactions(e);
            if (refused.isPresent()) {
                throw refused.get();
            }
            LOG.atWarn()
                    .setCause(e)
                    .log("no transaction could be begun at the start: it is tried again with the first clip");
        }
    }

    /** Where the brokers do not tell, a topic may hold any. */
    private List<String> compressionTypes() {
        List<String> types = new ArrayList<>();
        types.add(Objects.toString(
                producers.getConfigurationProperties().get(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none"));
        List<ConfigResource> asked = read.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try (Admin client = Admin.create(admin.getConfigurationProperties())) {
            Map<ConfigResource, Config> told =
                    client.describeConfigs(asked).all().get(BROKER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            told.values()
                    .forEach(config -> types.add(
                            config.get(TopicConfig.COMPRESSION_TYPE_CONFIG).value()));
        } catch (ExecutionException | TimeoutException e) {
            types.add("producer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            types.add("producer");
        }
        return types;
    }
}
