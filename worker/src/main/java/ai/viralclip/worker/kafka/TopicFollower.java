package ai.viralclip.worker.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning and never stops, in no group, with one consumer after the other where one breaks.
 */
public final class TopicFollower {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Reading reading;

    public TopicFollower(Supplier<Consumer<byte[], byte[]>> consumers, String topic, Reading reading) {
        this.consumers = consumers;
        this.topic = topic;
        this.reading = reading;
    }

    /** What is read, and what is done where it cannot be. */
    public interface Reading {

        /**
         * Reads for as long as the thread is not interrupted.
         *
         * @param partitions all of the topic's, assigned, and at their beginning
         */
        void read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) throws InterruptedException;

        /** It broke, whatever it was. Returns after how long it is to be tried again. */
        Duration failed(RuntimeException why);
    }

    /** Runs until interrupted. */
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                live();
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.atDebug().addKeyValue("topic", topic).log("followed no more");
        }
    }

    private void live() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            follow(consumer);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // Not only Kafka's: whoever waits for what is heard here would wait for ever.
            Thread.sleep(reading.failed(e));
        }
    }

    /** The thread is not interrupted any more when the consumer is to be closed, so that it can be. */
    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UnknownTopicOrPartitionException("no partition of " + topic);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            reading.read(consumer, partitions);
        } catch (InterruptException e) {
            Thread.interrupted(); // The exception is made with the flag set anew.
            throw new InterruptedException("interrupted while it read");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted between two reads");
        }
    }
}
