package ai.viralclip.worker.monitoring;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Another program that was given the workers' group by mistake, and shares partitions by another rule: as long as it is
 * there the broker admits no worker.
 */
final class OtherMember implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    private OtherMember(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** It is in the group on return, and its client sees to it that it stays. */
    static OtherMember joined(String bootstrapServers) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "clip-storage-worker",
                        "partition.assignment.strategy",
                        RangeAssignor.class.getName(),
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("clip-rendered"));
        await().atMost(Duration.ofMinutes(1)).pollInSameThread().until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return consumer.groupMetadata().generationId() > 0;
        });
        return new OtherMember(consumer);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
