package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeMark;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of purges from its beginning and never stops, so that this worker's ledger is never older than it
 * says. In no group: every worker reads all of it.
 */
final class PurgeFeed implements TopicFollower.Reading {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final PurgeLedger ledger;
    private final InstantSource clock;
    private final Recurring failures;

    PurgeFeed(Supplier<Consumer<byte[], byte[]>> consumers, String topic, PurgeLedger ledger, InstantSource clock) {
        this.consumers = consumers;
        this.topic = topic;
        this.ledger = ledger;
        this.clock = clock;
        this.failures = new Recurring(clock);
    }

    /** Runs until interrupted. */
    void run() {
        new TopicFollower(consumers, topic, this).run();
    }

    /** Until it reads again nothing is published: the ledger says that it is not fresh. */
    @Override
    public Duration failed(KafkaException why) {
        failures.happenedAndIsDue()
                .ifPresent(count -> LOG.atWarn()
                        .addKeyValue("failures", count)
                        .setCause(why)
                        .log("the topic of purges cannot be read; tried again every second until it can"));
        return AFTER_A_FAILURE;
    }

    @Override
    public void read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        while (!Thread.currentThread().isInterrupted()) {
            Moment asked = Moment.now(clock);
            // Of committed records alone, as the consumer is read_committed.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(this::add);
            }
            ledger.heardUntil(asked);
            // Only now may it take its time: the first clips of a worker wait until it has heard.
            consumer.poll(POLL).forEach(this::add);
        }
    }

    /** A record without a value takes its mark away. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (record.key() != null && value == null) {
            ledger.forget(new String(record.key(), UTF_8));
        } else if (record.key() != null) {
            PurgeMark.parse(value)
                    .ifPresentOrElse(
                            mark -> ledger.add(new String(record.key(), UTF_8), mark, record.offset()),
                            () -> LOG.atError()
                                    .addKeyValue("origin", topic + "-" + record.partition() + "@" + record.offset())
                                    .log("not a mark of a purge"));
        }
    }
}
