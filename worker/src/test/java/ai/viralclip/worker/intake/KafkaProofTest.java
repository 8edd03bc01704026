package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.StartRefused;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** What can never work is found at the start, and named. */
final class KafkaProofTest {

    private static final Map<String, Object> BROKERS = Map.of("bootstrap.servers", "127.0.0.1:9");
    private static final Map<String, Object> GROUP = Map.of("group.id", "workers");

    @Test
    void theDefaultsAreNotRefused() {
        assertThatCode(proof(GROUP, "worker-")::proveSettings).doesNotThrowAnyException();
        assertThatCode(proof(Map.of("group.id", "workers", "group.protocol", "CLASSIC"), "worker-")::proveSettings)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "group.protocol, consumer, worker-, group.protocol is consumer, SPRING_KAFKA_CONSUMER_PROPERTIES_GROUP_PROTOCOL",
        "group.protocol, CONSUMER, worker-, group.protocol is CONSUMER, decision 0006",
        "group.id, ' ', worker-, SPRING_KAFKA_CONSUMER_GROUP_ID is empty, Name a group",
        "client.id, x, '', SPRING_KAFKA_PRODUCER_TRANSACTION_ID_PREFIX is empty, leave it out"
    })
    void aSettingThatCanNeverWorkIsNamedWithTheNextStep(
            String setting, String value, String prefix, String problem, String step) {
        Map<String, Object> settings = new HashMap<>(GROUP);
        settings.put(setting, value);

        StartRefused refused = catchThrowableOfType(StartRefused.class, proof(settings, prefix)::proveSettings);

        assertThat(refused).hasMessageContaining(problem);
        assertThat(refused.action()).contains(step);
    }

    @Test
    void brokersWithoutTransactionsAreToldFromThoseThatAreSlow() {
        assertThat(refusal(new UnsupportedVersionException("The node does not support INIT_PRODUCER_ID")))
                .hasValueSatisfying(refused -> assertThat(refused)
                        .hasMessageContaining("have no transactions")
                        .hasMessageContaining("INIT_PRODUCER_ID"));
        assertThat(refusal(new InvalidTxnTimeoutException("larger than the maximum")))
                .hasValueSatisfying(refused -> assertThat(refused.action())
                        .contains("SPRING_KAFKA_PRODUCER_PROPERTIES_TRANSACTION_TIMEOUT_MS"));
        assertThat(refusal(new TransactionalIdAuthorizationException("denied")))
                .hasValueSatisfying(refused ->
                        assertThat(refused.action()).contains("SPRING_KAFKA_PRODUCER_TRANSACTION_ID_PREFIX"));
        assertThat(refusal(new ConfigException("acks", "1", "must be all")))
                .hasValueSatisfying(refused -> assertThat(refused.action()).contains("SPRING_KAFKA_PRODUCER_"));
        assertThat(refusal(new TimeoutException("no answer within 10000 ms"))).isEmpty();
    }

    @Test
    void aLibraryThatIsNotThereIsNamed() {
        KafkaException failure = new KafkaException(
                "Failed to create new KafkaAdminClient",
                new KafkaException(new NoClassDefFoundError("org/jose4j/keys/resolvers/VerificationKeyResolver")));

        StartRefused refused = KafkaRefusal.ofClient(failure);

        assertThat(refused).hasMessageContaining("org/jose4j/keys/resolvers/VerificationKeyResolver is not there");
        assertThat(refused.action()).contains("OAUTHBEARER").contains("SPRING_KAFKA_PROPERTIES_SASL_MECHANISM");
    }

    private static Optional<StartRefused> refusal(RuntimeException cause) {
        return KafkaRefusal.ofTransactions(new KafkaException("initTransactions() failed", cause));
    }

    private static KafkaProof proof(Map<String, Object> consumer, String transactionIdPrefix) {
        Map<String, Object> settings = new HashMap<>(BROKERS);
        settings.putAll(consumer);
        DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(
                new HashMap<>(BROKERS), new ByteArraySerializer(), new ByteArraySerializer());
        if (!transactionIdPrefix.isEmpty()) {
            producers.setTransactionIdPrefix(transactionIdPrefix);
        }
        KafkaAdmin admin = new KafkaAdmin(BROKERS);
        TopicProvisioning topics = new TopicProvisioning(
                admin,
                new Binder().bindOrCreate("clip.topics", TopicsProperties.class),
                List.of(),
                Duration.ofHours(24),
                Duration.ofDays(400));
        return new KafkaProof(topics, List.of(), admin, new DefaultKafkaConsumerFactory<>(settings), producers);
    }
}
