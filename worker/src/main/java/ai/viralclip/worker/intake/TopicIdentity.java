package ai.viralclip.worker.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * Which topic it is that has a name now. One that was deleted and made anew is another, with another id, and consumers
 * are not told: they go on at the offset that they had reached in the old one.
 */
final class TopicIdentity implements AutoCloseable {

    private static final int TIMEOUT_MS = 10_000;

    /** One topic: no other ever has its id. */
    record Topic(Uuid id, int partitions) {}

    private final Admin admin;
    private final String name;

    /** @param admin as the brokers are reached */
    TopicIdentity(Map<String, Object> admin, String name) {
        this.admin = Admin.create(admin);
        this.name = name;
    }

    /** @throws KafkaException where there is none, or the brokers do not say */
    Topic now() throws InterruptedException {
        try {
            TopicDescription description = admin.describeTopics(
                            List.of(name), new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
                    .allTopicNames()
                    .get()
                    .get(name);
            return new Topic(
                    Objects.requireNonNull(description).topicId(),
                    description.partitions().size());
        } catch (ExecutionException e) {
            throw new KafkaException("the topic " + name + " cannot be looked at", e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
