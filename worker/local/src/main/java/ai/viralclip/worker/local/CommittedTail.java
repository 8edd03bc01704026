package ai.viralclip.worker.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows topics from their beginning, committed records only, on a thread of its own.
 *
 * <p>Assigns partitions itself instead of joining a group: a group that rebalances would start over, and every record
 * that it saw again would look like one that was written twice.
 */
final class CommittedTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(30);
    private static final long LOOK_FOR_PARTITIONS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String bootstrapServers;
    private final Set<String> topics;
    private final Consumer<ConsumerRecord<String, byte[]>> sink;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private final Thread thread = new Thread(this::follow, "committed-tail");

    CommittedTail(String bootstrapServers, Set<String> topics, Consumer<ConsumerRecord<String, byte[]>> sink) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.sink = sink;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        thread.setDaemon(true);
        thread.start();
    }

    boolean catchUp(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<TopicPartition, Long> ends = committedEnds();
        while (!hasRead(ends)) {
            if (System.nanoTime() > deadline || hasEndedWithin(LOOK_EVERY)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        if (!hasEndedWithin(CLOSES_WITHIN)) {
            throw new IllegalStateException("the reader does not end");
        }
    }

    private boolean hasRead(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private boolean hasEndedWithin(Duration limit) {
        try {
            return thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void follow() {
        try (consumer) {
            long lookAgain = System.nanoTime();
            while (!closed) {
                if (System.nanoTime() >= lookAgain) {
                    assignNewPartitions();
                    lookAgain = System.nanoTime() + LOOK_FOR_PARTITIONS_NANOS;
                }
                readOn();
            }
        } catch (WakeupException byClose) {
            // closed
        }
    }

    private void readOn() {
        if (consumer.assignment().isEmpty()) { // which poll does not allow
            LockSupport.parkNanos(POLL.toNanos());
            return;
        }
        consumer.poll(POLL).forEach(sink);
        try {
            consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        } catch (TimeoutException brokerAway) {
            // For a minute: one in a container may take as long to come back, on a busy machine.
        }
    }

    private void assignNewPartitions() {
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        try {
            consumer.listTopics().values().stream()
                    .flatMap(partitions -> partitions.stream())
                    .filter(partition -> topics.contains(partition.topic()))
                    .forEach(partition -> all.add(new TopicPartition(partition.topic(), partition.partition())));
        } catch (RetriableException brokerAway) {
            return;
        }
        consumer.assign(all);
    }

    private Map<TopicPartition, Long> committedEnds() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> present = new HashSet<>(admin.listTopics().names().get());
            present.retainAll(topics);
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(present)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(p -> wanted.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest())));
            return admin
                    .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say where its topics end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
