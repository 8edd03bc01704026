package ai.viralclip.operator.deadletters;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the journal's topic from its beginning, committed records only. */
final class JournalReader {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Journal journal;

    JournalReader(Consumer<byte[], byte[]> consumer, String topic, Journal journal) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        this.journal = journal;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    Journal journal() {
        return journal;
    }

    /**
     * Reads all that is committed when it is called.
     *
     * @throws TimeoutException where nothing comes for long
     */
    void catchUp() {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long position = consumer.position(partition);
        long quietSince = System.nanoTime();
        while (position < end) {
            follow(POLL);
            long before = position;
            position = consumer.position(partition);
            if (position > before) {
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing came of " + partition + " for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** Reads what comes meanwhile; returns then, or sooner. */
    void follow(Duration limit) {
        consumer.poll(limit).forEach(journal::add);
    }
}
