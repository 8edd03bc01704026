package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class BrokerClusterIT {

    private static final Path LOGS = Path.of("target", "cluster-logs");
    private static final Duration IN_SYNC_WITHIN = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void nothingWrittenIsLostWhileBrokersAreKilledAndComeBack() throws Exception {
        try (BrokerCluster cluster = start()) {
            createTopic(cluster);
            Records records = new Records(cluster.bootstrapServers());
            records.commit("all up");
            int coordinator = cluster.transactionCoordinator(Records.TRANSACTIONAL_ID);

            cluster.kill(coordinator);
            records.commit("its coordinator killed");
            assertThat(cluster.transactionCoordinator(Records.TRANSACTIONAL_ID)).isNotEqualTo(coordinator);
            assertThat(cluster.isAlive(coordinator)).isFalse();

            cluster.restart(coordinator);
            cluster.awaitInSync(IN_SYNC_WITHIN);
            records.commit("in sync");

            int survivor = (coordinator + 1) % 3;
            IntStream.range(0, 3).filter(index -> index != survivor).forEach(cluster::kill);
            assertThatThrownBy(() -> writeNow(cluster))
                    .isInstanceOfAny(TimeoutException.class, ExecutionException.class);

            IntStream.range(0, 3).forEach(cluster::restart);
            cluster.awaitInSync(IN_SYNC_WITHIN);
            records.commit("two were killed");
            assertThat(records.committed().stream().filter(value -> !value.equals("unsure")))
                    .containsExactly("all up", "its coordinator killed", "in sync", "two were killed");
        }
    }

    private BrokerCluster start() throws Exception {
        return BrokerCluster.start(new BrokerCluster.Options(directory, 3, Files.createDirectories(LOGS), LOGS));
    }

    /** With the cluster's own defaults. */
    private static void createTopic(BrokerCluster cluster) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Records.TOPIC, Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void writeNow(BrokerCluster cluster) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.block.ms", 5_000);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        try {
            producer.send(new ProducerRecord<>(Records.TOPIC, "unsure")).get(5, TimeUnit.SECONDS);
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
