package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.StartRefused;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** As of managed brokers: what they forbid is left out where it may be, and named where it may not. */
    @ParameterizedTest
    @MethodSource
    void segmentMsIsLeftOutWhereBrokersForbidItAndNothingElseIs(ApiException forbidden) throws Exception {
        List<NewTopic> tried = new ArrayList<>();
        List<NewTopic> wanted = provisioning(Map.of()).wanted();

        provisioning(Map.of()).create(brokersThatForbid("segment.ms", forbidden, tried), wanted);

        NewTopic ready = last(tried, "clip-ready");
        assertThat(ready.configs()).doesNotContainKey("segment.ms").containsKey("retention.ms");
        assertThat(tried)
                .filteredOn(topic -> topic.name().equals("clip-failed"))
                .hasSize(1);
        assertThatThrownBy(() -> provisioning(Map.of())
                        .create(brokersThatForbid("retention.ms", forbidden, new ArrayList<>()), wanted))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("the topic purges with")
                .hasMessageContaining("retention.ms");
    }

    static Stream<ApiException> segmentMsIsLeftOutWhereBrokersForbidItAndNothingElseIs() {
        return Stream.of(
                new PolicyViolationException("not allowed"),
                new InvalidConfigurationException("unknown topic config name"),
                new InvalidRequestException("not allowed"));
    }

    private static NewTopic last(List<NewTopic> tried, String name) {
        return tried.stream()
                .filter(topic -> topic.name().equals(name))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static Admin brokersThatForbid(String setting, ApiException how, List<NewTopic> tried) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("createTopics");
                    Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> made = new HashMap<>();
                    for (Object one : (Collection<?>) arguments[0]) {
                        NewTopic topic = (NewTopic) one;
                        tried.add(topic);
                        var future = new KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig>();
                        boolean refused =
                                topic.configs() != null && topic.configs().containsKey(setting);
                        assertThat(refused ? future.completeExceptionally(how) : future.complete(null))
                                .isTrue();
                        made.put(topic.name(), future);
                    }
                    return new Created(made);
                });
    }

    private static final class Created extends CreateTopicsResult {

        private Created(Map<String, KafkaFuture<TopicMetadataAndConfig>> futures) {
            super(futures);
        }
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
