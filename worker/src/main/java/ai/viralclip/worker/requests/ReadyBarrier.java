package ai.viralclip.worker.requests;

import ai.viralclip.contracts.Shown;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Waits until every transaction is decided that has written to {@code clip-ready} until now, whichever worker's it is:
 * one that was frozen in the middle of its own may still commit it.
 */
final class ReadyBarrier {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyBarrier.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final KafkaAdmin admin;
    private final String topic;

    ReadyBarrier(KafkaAdmin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    void await() throws InterruptedException {
        try (Admin client = Admin.create(admin.getConfigurationProperties())) {
            Map<TopicPartition, Long> undecided = until(client, IsolationLevel.READ_UNCOMMITTED);
            forget(undecided, until(client, IsolationLevel.READ_COMMITTED));
            while (!undecided.isEmpty()) {
                Thread.sleep(BETWEEN_LOOKS);
                forgetReplaced(undecided, until(client, IsolationLevel.READ_UNCOMMITTED));
                forget(undecided, until(client, IsolationLevel.READ_COMMITTED));
            }
        }
    }

    private static void forget(Map<TopicPartition, Long> undecided, Map<TopicPartition, Long> decided) {
        undecided.entrySet().removeIf(end -> decided.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Where a log ends before what was written, or is gone, what was open in it can be committed by nobody. */
    private static void forgetReplaced(Map<TopicPartition, Long> undecided, Map<TopicPartition, Long> written) {
        undecided.entrySet().removeIf(end -> written.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    private Map<TopicPartition, Long> until(Admin client, IsolationLevel isolation) throws InterruptedException {
        for (int failures = 0; ; failures++) {
            try {
                return ends(client, isolation);
            } catch (ExecutionException e) {
                // Asked four times a second: the first failure is news.
                LOG.atLevel(failures == 0 ? Level.INFO : Level.DEBUG)
                        .addKeyValue("detail", Shown.sentence(String.valueOf(e.getCause())))
                        .log("a purge waits: the brokers do not say where clip-ready ends");
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }

    private Map<TopicPartition, Long> ends(Admin client, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        client.describeTopics(java.util.List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .forEach(description -> description
                        .partitions()
                        .forEach(p -> wanted.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        client.listOffsets(wanted, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
