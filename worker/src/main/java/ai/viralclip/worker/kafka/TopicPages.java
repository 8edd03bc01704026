package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads a topic's events a few at a time, from any place on, in no group: partition after partition, each from its
 * first record to where it ended when it was looked. A consumer is made for each few, so that none is kept by who asks
 * again much later, or never.
 */
public final class TopicPages {

    /** Some of them are large: what {@code clip-ready} repeats has 64 Ki characters at most. */
    private static final int MOST = 100;

    private static final int FETCH_BYTES = 1024 * 1024;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    /** A transaction that is open has no end for readers of committed records; it is not waited for. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final EventReader reader;

    TopicPages(Supplier<Consumer<byte[], byte[]>> consumers, EventReader reader) {
        this.consumers = consumers;
        this.reader = reader;
    }

    static TopicPages of(ConsumerFactory<byte[], byte[]> consumers, EventReader reader) {
        Properties few = new Properties();
        few.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        few.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        few.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(MOST));
        // A topic that was deleted stays so.
        few.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new TopicPages(() -> consumers.createConsumer(null, null, "-pages", few), reader);
    }

    /** The topic is not there, or the worker may not read it, or its brokers do not answer. */
    public static final class UnreadTopic extends Exception {

        public UnreadTopic(RuntimeException why) {
            super(Shown.sentence(why.getClass().getSimpleName() + ": " + why.getMessage()), why);
        }
    }

    /** Where it goes on; an offset that is not there any more stands for the first one that is. */
    public record Place(int partition, long offset) {

        /** The beginning of the topic. */
        public static final Place START = new Place(0, 0);
    }

    /**
     * A record that is an event of its contract.
     *
     * @param where topic, partition and offset, for people
     * @param time {@code ce_time}, as far as it is believed
     */
    public record Found<E extends EventData>(String where, Instant time, E data) {}

    /**
     * Some records, in their order. What is no event of its contract is passed over.
     *
     * @param next empty where the topic has no more
     */
    public record Stretch<E extends EventData>(List<Found<E>> found, Optional<Place> next) {

        public Stretch {
            found = List.copyOf(found);
        }
    }

    /** Some records of the topic, from this place on. */
    public <E extends EventData> Stretch<E> read(String topic, Class<E> type, Place from)
            throws UnreadTopic, InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return read(consumer, topic, type, from);
        } catch (InterruptException e) {
            Thread.interrupted(); // The exception is made with the flag set anew.
            throw new InterruptedException("interrupted while it read");
        } catch (KafkaException e) {
            throw new UnreadTopic(e);
        }
    }

    private <E extends EventData> Stretch<E> read(
            Consumer<byte[], byte[]> consumer, String topic, Class<E> type, Place from) {
        int partitions = consumer.partitionsFor(topic, ANSWER_TIMEOUT).size();
        if (partitions == 0) {
            throw new KafkaException("there is no such topic");
        }
        if (from.partition() >= partitions) {
            return new Stretch<>(List.of(), Optional.empty());
        }
        TopicPartition partition = new TopicPartition(topic, from.partition());
        long end = seek(consumer, partition, from.offset());
        List<Found<E>> found = new ArrayList<>();
        long until = System.nanoTime() + READ_WITHIN.toNanos();
        while (found.size() < MOST && consumer.position(partition) < end && System.nanoTime() < until) {
            consumer.poll(POLL).forEach(record -> event(record, type).ifPresent(found::add));
        }
        long position = consumer.position(partition);
        boolean isDone = position >= end || (found.isEmpty() && System.nanoTime() >= until);
        return new Stretch<>(found, next(from.partition(), position, isDone, partitions));
    }

    private static Optional<Place> next(int partition, long position, boolean isDone, int partitions) {
        if (!isDone) {
            return Optional.of(new Place(partition, position));
        }
        return partition + 1 < partitions ? Optional.of(new Place(partition + 1, 0)) : Optional.empty();
    }

    /** Returns where the partition ends for those who read what is committed. */
    private static long seek(Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        Set<TopicPartition> it = Set.of(partition);
        consumer.assign(it);
        long begin = consumer.beginningOffsets(it, ANSWER_TIMEOUT).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(it, ANSWER_TIMEOUT).getOrDefault(partition, 0L);
        consumer.seek(partition, Math.max(begin, offset));
        return end;
    }

    private <E extends EventData> Optional<Found<E>> event(ConsumerRecord<byte[], byte[]> record, Class<E> type) {
        return switch (reader.read(record, type)) {
            case Incoming.Broken<E> _ -> Optional.empty();
            case Incoming.Valid<E> event ->
                Optional.of(new Found<>(
                        record.topic() + "-" + record.partition() + "@" + record.offset(), event.time(), event.data()));
        };
    }
}
