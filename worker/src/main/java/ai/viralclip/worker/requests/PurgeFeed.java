package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.kafka.TopicFollower;
import ai.viralclip.worker.kafka.TopicWatch;
import ai.viralclip.worker.process.Recurring;
import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeMark;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads the topic of purges from its beginning and never stops, so that this worker's ledger is never older than it
 * says. In no group: every worker reads all of it.
 *
 * <p>It says that all was heard only where that is so of the very topic that it reads: one that is gone, was made anew,
 * got more partitions or lost records is read from its beginning once more.
 */
final class PurgeFeed implements TopicFollower.Reading {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    /** Then it is looked again where the topic ends: it may not go so far any more. */
    private static final Duration LONGEST_CATCHING_UP = Duration.ofSeconds(1);

    private final TopicFollower follower;
    private final Supplier<TopicWatch> watches;
    private final String topic;
    private final PurgeLedger ledger;
    private final InstantSource clock;
    private final Recurring failures;

    /** By key, where the last mark lies that is none: whom it was to purge until when is not known. */
    private final Map<String, String> unreadable = new HashMap<>();

    private final Recurring unread;

    PurgeFeed(
            ConsumerFactory<byte[], byte[]> consumers,
            Map<String, Object> admin,
            String topic,
            PurgeLedger ledger,
            InstantSource clock) {
        this.follower = new TopicFollower(() -> consumer(consumers), topic, this);
        this.watches = () -> TopicWatch.of(admin, topic);
        this.topic = topic;
        this.ledger = ledger;
        this.clock = clock;
        this.failures = new Recurring(clock);
        this.unread = new Recurring(clock);
    }

    private static Consumer<byte[], byte[]> consumer(ConsumerFactory<byte[], byte[]> consumers) {
        Properties none = new Properties();
        // A broker would make it with its own defaults, which forget.
        none.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return consumers.createConsumer(null, null, "-purges", none);
    }

    /** Runs until interrupted. */
    void run() {
        follower.run();
    }

    /** Until it reads again nothing is published: the ledger says that it is not fresh. */
    @Override
    public Duration failed(RuntimeException why) {
        failures.happenedAndIsDue()
                .ifPresent(
                        count -> LOG.atWarn()
                                .addKeyValue("failures", count)
                                .setCause(why)
                                .log(
                                        "the topic of purges cannot be read: nothing is published; tried again every second until it can"));
        return AFTER_A_FAILURE;
    }

    @Override
    public void read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) throws InterruptedException {
        try (TopicWatch watch = watches.get()) {
            TopicWatch.Topic followed = watch.now();
            if (followed.partitions() != partitions.size()) {
                throw new KafkaException("the partitions of " + topic + " are not known yet");
            }
            unreadable.clear();
            ledger.hearAnew();
            Hearing hearing = new Hearing(consumer, partitions);
            while (!Thread.currentThread().isInterrupted()) {
                Moment asked = Moment.now(clock);
                // Looked at last: what it ended with, and what was read, was this one's then.
                if (hearing.isAtEnd() && isStill(followed, watch)) {
                    heardUntil(asked);
                    // Only now may it take its time: the first clips of a worker wait until it has heard.
                    hearing.poll();
                }
            }
        }
    }

    /** Where a mark cannot be read, nothing may be published: it may be of any clip. */
    void heardUntil(Moment asked) {
        if (unreadable.isEmpty()) {
            ledger.heardUntil(asked);
        } else {
            unread.happenedAndIsDue()
                    .ifPresent(count -> LOG.atError()
                            .addKeyValue(
                                    "origin", unreadable.values().iterator().next())
                            .addKeyValue("records", unreadable.size())
                            .log("not a mark of a purge: nothing is published until its key has a later record"));
        }
    }

    private boolean isStill(TopicWatch.Topic followed, TopicWatch watch) throws InterruptedException {
        if (!watch.now().equals(followed)) {
            throw new KafkaException("the topic " + topic + " is another one by now: it is read from its beginning");
        }
        return true;
    }

    /** One reading, from the beginning on. */
    private final class Hearing {

        private final Consumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final Map<TopicPartition, Long> heard = new HashMap<>();

        Hearing(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
            this.consumer = consumer;
            this.partitions = partitions;
        }

        /** Reads on. Returns whether that reached where the topic ended when this was asked. */
        boolean isAtEnd() {
            // Of committed records alone, as the consumer is read_committed.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (!ends.keySet().containsAll(partitions)) {
                throw new KafkaException("the brokers do not say where " + topic + " ends");
            }
            if (ends.entrySet().stream().anyMatch(end -> position(end.getKey()) > end.getValue())) {
                throw new KafkaException(topic + " has lost records: it is read from its beginning");
            }
            long began = System.nanoTime();
            while (isBehind(ends) && System.nanoTime() - began < LONGEST_CATCHING_UP.toNanos()) {
                poll();
            }
            return !isBehind(ends);
        }

        void poll() {
            consumer.poll(POLL).forEach(this::hear);
        }

        private void hear(ConsumerRecord<byte[], byte[]> record) {
            Long before = heard.put(new TopicPartition(record.topic(), record.partition()), record.offset());
            if (before != null && before >= record.offset()) {
                throw new KafkaException(topic + " went back: it is read from its beginning");
            }
            add(record);
        }

        private boolean isBehind(Map<TopicPartition, Long> ends) {
            return ends.entrySet().stream().anyMatch(end -> position(end.getKey()) < end.getValue());
        }

        private long position(TopicPartition partition) {
            return consumer.position(partition);
        }
    }

    /** A record without a value takes its mark away. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), UTF_8);
        Optional<PurgeMark> mark = Optional.ofNullable(record.value()).flatMap(PurgeMark::parse);
        unreadable.remove(key);
        if (mark.isPresent()) {
            ledger.add(key, mark.get(), record.offset());
        } else if (record.value() == null) {
            ledger.forget(key);
        } else {
            unreadable.put(key, topic + "-" + record.partition() + "@" + record.offset());
        }
    }
}
