package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.Shown;
import ai.viralclip.worker.process.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Counts the dead letters, by reading them all once, and then what comes and goes. Nothing waits for it, and nothing
 * but its figure is lost where it cannot read. It takes its time: never more than {@link #FETCH_BYTES} from each broker
 * in the time of two polls, and nothing of it is kept but offsets and timestamps.
 */
public final class DeadLetterFeed implements TopicFollower.Reading {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFeed.class);

    private static final int FETCH_BYTES = 256 * 1024;
    private static final Duration POLL = Duration.ofMillis(250);

    /** A worker that starts has more urgent things to ask the brokers. */
    private static final Duration AFTER_THE_START = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS_AT_WHAT_IS_DELETED = Duration.ofSeconds(30);

    /** The topic may be compacted, or be another one of the same name, and no consumer is told. */
    private static final Duration UNTIL_COUNTED_ANEW = Duration.ofHours(6);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Is told whenever the count has changed; is quick, and throws nothing. */
    public interface Watcher {
        void counted(Letters.Count now);
    }

    private final TopicFollower follower;
    private final InstantSource clock;
    private final Watcher watcher;
    private int failures;
    private String lastFailure = "";
    private Optional<Letters.Count> told = Optional.empty();

    public DeadLetterFeed(
            ConsumerFactory<byte[], byte[]> consumers, String topic, InstantSource clock, Watcher watcher) {
        this.follower = new TopicFollower(() -> gentle(consumers), topic, this);
        this.clock = clock;
        this.watcher = watcher;
    }

    private static Consumer<byte[], byte[]> gentle(ConsumerFactory<byte[], byte[]> consumers) {
        Properties few = new Properties();
        few.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        few.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        // The bytes are what bounds it.
        few.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(Integer.MAX_VALUE));
        // A topic that was deleted stays so.
        few.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return consumers.createConsumer(null, null, "-dead-letters", few);
    }

    /** Runs until interrupted. */
    public void run() {
        try {
            Thread.sleep(AFTER_THE_START);
            follower.run();
        } catch (InterruptedException e) {
            LOG.debug("dead letters are not counted any more");
        }
    }

    /** Says so once for each cause, and asks less and less often. */
    @Override
    public Duration failed(RuntimeException why) {
        String failure = why.getClass().getName();
        if (!failure.equals(lastFailure)) {
            LOG.atWarn()
                    .addKeyValue("detail", Shown.sentence(why.toString()))
                    .log("dead letters cannot be counted; all else goes on");
        }
        lastFailure = failure;
        return Backoff.full(SHORTEST_PAUSE, LONGEST_PAUSE, failures++);
    }

    @Override
    public void read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) throws InterruptedException {
        Instant end = clock.instant().plus(UNTIL_COUNTED_ANEW);
        Count count = new Count(consumer, partitions);
        while (!Thread.currentThread().isInterrupted()
                && clock.instant().isBefore(end)
                && count.turn(clock.instant())) {
            if (count.isComplete) {
                failures = 0;
                lastFailure = "";
                tell(Letters.together(count.letters));
            }
            Thread.sleep(POLL);
        }
    }

    private void tell(Letters.Count now) {
        if (!told.equals(Optional.of(now))) {
            told = Optional.of(now);
            watcher.counted(now);
        }
    }

    /** One count, from the beginning of the topic on. */
    private static final class Count {

        private final Consumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final Map<TopicPartition, Letters> letters = new HashMap<>();
        private final Map<TopicPartition, Long> positions = new HashMap<>();
        private Instant looked = Instant.MIN;
        private boolean isComplete;
        private boolean isOfAnother;

        Count(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
            this.consumer = consumer;
            this.partitions = partitions;
            partitions.forEach(partition -> letters.put(partition, new Letters()));
        }

        /** Returns whether the count still holds: it does not where the topic is another one by now. */
        boolean turn(Instant now) {
            consumer.poll(POLL).forEach(this::add);
            for (TopicPartition partition : partitions) {
                long position = consumer.position(partition);
                isOfAnother |= position < positions.getOrDefault(partition, 0L);
                positions.put(partition, position);
            }
            if (!isComplete) {
                isComplete = isAtEnd();
            }
            if (!isOfAnother && isComplete && now.isAfter(looked.plus(BETWEEN_LOOKS_AT_WHAT_IS_DELETED))) {
                looked = now;
                look();
            }
            return !isOfAnother;
        }

        private boolean isAtEnd() {
            return consumer.endOffsets(partitions).entrySet().stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }

        private void look() {
            consumer.beginningOffsets(partitions)
                    .forEach((partition, begin) -> of(partition).deleteBelow(begin));
            isOfAnother |= consumer.endOffsets(partitions).entrySet().stream()
                    .anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) > end.getValue());
            String topic = partitions.getFirst().topic();
            isOfAnother |= consumer.partitionsFor(topic).size() != partitions.size();
        }

        private void add(ConsumerRecord<byte[], byte[]> record) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            // Read once more from the beginning on: the offset that was to come next is not there any more.
            isOfAnother |= record.offset() < positions.getOrDefault(partition, 0L);
            // One that is no time would be the oldest for ever.
            boolean dated = !EventTime.isTooOld(record.timestamp());
            of(partition).add(record.offset(), dated ? record.timestamp() : Letters.UNDATED);
        }

        private Letters of(TopicPartition partition) {
            return letters.computeIfAbsent(partition, p -> new Letters());
        }
    }
}
