package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.kafka.core.KafkaAdmin;

/** Settings of which no Kafka client can be made: they refuse the start before a broker is asked. */
final class TopicProvisioningTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass-word",
                "user pass-word",
                "user pass-word;",
                "a.Module required pass-word",
                "a.Module required password=\"x\" pass-word;",
                "a.Module required password=\"x\"y\" pass-word;",
                "pass-word required;",
            })
    void aJaasConfigurationThatCannotBeReadIsNamedAndNotShown(String jaas) {
        var refused = refusal(Map.of("sasl.jaas.config", jaas));
        assertThat(refused.getMessage())
                .isEqualTo("No Kafka client can be made of these settings: sasl.jaas.config is missing or cannot be"
                        + " read");
        assertThat(refused.action()).contains("SPRING_KAFKA_PROPERTIES_SASL_*");
        assertThat(refused).hasNoCause();
    }

    @Test
    void aMissingJaasConfigurationIsNamed() {
        assertThat(refusal(Map.of()).getMessage()).contains("sasl.jaas.config is missing");
    }

    @Test
    void aTrustStoreThatIsNotThereIsNamed(@TempDir Path directory) {
        var missing = directory.resolve("ca.pem").toString();
        assertThat(refusal(Map.of(
                                "security.protocol", "SSL",
                                "ssl.truststore.type", "PEM",
                                "ssl.truststore.location", missing))
                        .getMessage())
                .contains(missing);
    }

    @Test
    void marksOfPurgesAreKeptLongerThanWorkersAskForThem() {
        var purges = provisioning(Map.of()).wanted().stream()
                .filter(topic -> topic.name().equals("purges"))
                .findFirst()
                .orElseThrow();
        assertThat(purges.configs())
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry(
                        "retention.ms", Long.toString(Duration.ofDays(407).toMillis()));
    }

    private static StartRefused refusal(Map<String, String> more) {
        var settings = new HashMap<String, Object>(Map.of(
                "bootstrap.servers", "127.0.0.1:9",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512"));
        settings.putAll(more);
        var refused = catchThrowableOfType(StartRefused.class, provisioning(settings)::provide);
        assertThat(refused).isNotNull();
        return refused;
    }

    private static TopicProvisioning provisioning(Map<String, Object> settings) {
        var topics = new Binder().bindOrCreate("clip.topics", TopicsProperties.class);
        return new TopicProvisioning(
                new KafkaAdmin(settings), topics, List.of(), Duration.ofHours(24), Duration.ofDays(400));
    }
}
