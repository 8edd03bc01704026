package ai.viralclip.worker.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.local.BrokerCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers in containers do what tests expect of the embedded ones: they come back as they were. */
class ContainersIT {

    @TempDir
    Path directory;

    /** Before each, so that each is counted where it is skipped. */
    @BeforeEach
    void isThere() {
        Assumptions.assumeTrue(
                KafkaImage.missing().isEmpty(), () -> KafkaImage.missing().orElseThrow());
    }

    @Test
    void aBrokerThatIsTakenAwayComesBackAtItsAddressWithItsData() throws Exception {
        try (Broker broker = Brokers.CONTAINER.one(directory)) {
            String before = broker.bootstrapServers();
            createTopic(before);

            broker.stop();
            broker.restart();

            assertThat(broker.bootstrapServers()).isEqualTo(before);
            assertThat(topics(before)).containsExactly("kept");
        }
    }

    @Test
    void brokersThatAreKilledOrStoppedComeBackIntoSync() throws Exception {
        BrokerCluster.Options three = new BrokerCluster.Options(directory, 3, directory, directory);
        try (BrokerCluster cluster = Brokers.CONTAINER.cluster(three)) {
            createTopic(cluster.bootstrapServers());

            cluster.kill(0);
            assertThat(cluster.isAlive(0)).isFalse();
            assertThat(topics(cluster.innerServers())).containsExactly("kept");
            cluster.restart(0);
            cluster.awaitInSync(Duration.ofMinutes(2));
            cluster.stop(2);
            cluster.restart(2);
            cluster.awaitInSync(Duration.ofMinutes(2));

            assertThat(topics(cluster.bootstrapServers())).containsExactly("kept");
        }
        assertThat(directory.resolve("broker-0.log")).isNotEmptyFile();
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static Iterable<String> topics(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            return admin.listTopics().names().get();
        }
    }
}
