package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.EventCodec;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.TransactionIdSuffixStrategy;

/**
 * What of the Kafka clients' settings the guarantees rest on; it holds whatever {@code spring.kafka.*} says. All else
 * (brokers, TLS, SASL, time-outs) is Spring Boot's to configure, with defaults in {@code application.yaml}.
 */
@Configuration(proxyBeanMethods = false)
public class KafkaConfiguration {

    @Bean
    KafkaProof kafkaProof(
            TopicProvisioning.Needs needs,
            TopicsProperties topics,
            KafkaAdmin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers) {
        List<String> read = List.of(
                topics.clipRendered(),
                topics.clipsRequested(),
                topics.purgeRequested(),
                topics.verifyRequested(),
                topics.purges());
        return new KafkaProof(new TopicProvisioning(admin, topics, needs), read, admin, consumers, producers);
    }

    /** What is common to all clients. */
    @Bean
    BrokerSettings brokerSettings(KafkaAdmin admin) {
        return new BrokerSettings(admin.getConfigurationProperties());
    }

    @Bean
    TopicPages topicPages(ConsumerFactory<byte[], byte[]> consumers, InstantSource clock) {
        return TopicPages.of(consumers, new EventReader(new EventCodec(), clock));
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer guaranteesOfTheConsumer() {
        return factory -> factory.updateConfigs(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // A flipped byte would be taken for what was written.
                ConsumerConfig.CHECK_CRCS_CONFIG,
                true,
                // A record that was skipped because nothing was committed yet would be lost.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // Else a new owner could read committed offsets while its predecessor's transaction is undecided
                // (KIP-447).
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer guaranteesOfTheProducer() {
        return factory -> {
            factory.updateConfigs(Map.of(
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class,
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true));
            // One transactional id, used again by a successor: its start decides what its predecessor left open.
            factory.setTransactionIdSuffixStrategy(new OneTransactionalId());
        };
    }

    /**
     * Spring's own strategy with a cache of one loses its only id for ever where a producer cannot even be constructed.
     */
    private static final class OneTransactionalId implements TransactionIdSuffixStrategy {

        @Override
        public String acquireSuffix(@Nullable String transactionIdPrefix) {
            return "0";
        }

        @Override
        public void releaseSuffix(@Nullable String transactionIdPrefix, @Nullable String suffix) {
            // The one producer closes before its successor is made.
        }
    }
}
