package ai.viralclip.worker.local.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import ai.viralclip.worker.local.BrokerGuard;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalCertificate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that OPERATIONS.md lists are enough, and less is told in words. */
final class OperatorsRightsIT {

    private static final String PASSWORD = "password-of-the-tests";
    private static final Selection OPEN = Selection.parse(List.of("state:open"));

    @Test
    void theRightsThatAreListedAreEnoughAndLessIsTold(@TempDir Path directory) throws Exception {
        LocalCertificate certificate = LocalCertificate.in(directory.resolve("tls"));
        BrokerGuard guard = new BrokerGuard(certificate, Map.of("olga", PASSWORD, "reader", PASSWORD));
        try (LocalBroker broker =
                LocalBroker.start(new LocalBroker.Options(directory.resolve("broker"), 0, Optional.of(guard)))) {
            PutAside aside = PutAside.on(broker.houseServers(), "rights");
            aside.add("source_missing", 0, 3);
            give(aside);
            DeadLetters reader = as("reader", broker, certificate, aside);
            DeadLetters operator = as("olga", broker, certificate, aside);

            Plan plan = reader.planReplay(OPEN, false);
            assertThatThrownBy(() -> reader.carryOut(plan, Terms.of("reader", ""), Watcher.NONE))
                    .isInstanceOfSatisfying(
                            Refused.class, why -> assertThat(why.kind()).isEqualTo(Refused.Kind.BROKERS))
                    .hasMessageContaining("do not allow it");
            AuditEntry ended = operator.carryOut(operator.planReplay(OPEN, false), Terms.of("olga", ""), Watcher.NONE);

            assertThat(ended.done()).isEqualTo(3);
            assertThat(aside.replayedIds()).hasSize(3);
            assertThat(reader.list(Filter.parse("state:replayed"), 10).matching())
                    .isEqualTo(3);
            assertThat(reader.audit(10)).hasSize(1);
        }
    }

    private static DeadLetters as(String user, LocalBroker broker, LocalCertificate certificate, PutAside aside) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                BrokerGuard.MECHANISM,
                "sasl.jaas.config",
                BrokerGuard.jaas(user, PASSWORD),
                "ssl.truststore.location",
                certificate.trustStore().toString(),
                "ssl.truststore.password",
                LocalCertificate.PASSWORD);
        return DeadLetters.of(settings, aside.topics(), InstantSource.system());
    }

    /** Describe comes with Read and with Write. */
    private static void give(PutAside aside) throws Exception {
        String journal = aside.topics().journal();
        List<AclBinding> rights = List.of(
                topic("reader", aside.topics().deadLetters(), AclOperation.READ),
                topic("reader", journal, AclOperation.READ),
                topic("olga", aside.topics().deadLetters(), AclOperation.READ),
                topic("olga", journal, AclOperation.READ),
                topic("olga", journal, AclOperation.WRITE),
                topic("olga", journal, AclOperation.CREATE),
                topic("olga", aside.topics().rendered(), AclOperation.WRITE),
                right("olga", ResourceType.TRANSACTIONAL_ID, journal + "-operator", AclOperation.WRITE));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", aside.bootstrapServers()))) {
            admin.createAcls(rights).all().get();
        }
    }

    private static AclBinding topic(String user, String name, AclOperation operation) {
        return right(user, ResourceType.TOPIC, name, operation);
    }

    private static AclBinding right(String user, ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
