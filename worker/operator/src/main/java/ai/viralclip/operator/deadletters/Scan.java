package ai.viralclip.operator.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads partitions from where a consumer stands up to ends that are known before, and no further. */
final class Scan {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    /** Takes a record; returns whether to go on. */
    interface Each {
        boolean take(ConsumerRecord<byte[], byte[]> record);
    }

    /** @param ends of partitions that the consumer is assigned; all of them */
    Scan(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /** @throws TimeoutException where nothing comes for a minute */
    void forEach(Each each) {
        List<TopicPartition> open = new ArrayList<>(ends.keySet());
        closeFinished(open);
        long quietSince = System.nanoTime();
        while (!open.isEmpty()) {
            boolean came = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                came = true;
                if (isWithin(record) && !each.take(record)) {
                    return;
                }
            }
            int before = open.size();
            closeFinished(open);
            if (came || open.size() < before) {
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing came of " + open + " for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private boolean isWithin(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    /** What lies behind an end is not asked for. */
    private void closeFinished(List<TopicPartition> open) {
        open.removeIf(partition -> {
            boolean finished = consumer.position(partition) >= ends.getOrDefault(partition, 0L);
            if (finished && ends.size() > 1) {
                consumer.pause(List.of(partition));
            }
            return finished;
        });
    }
}
