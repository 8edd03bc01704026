package ai.viralclip.worker.intake;

import ai.viralclip.worker.purge.Moment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** The brokers, as settling needs them: {@link Settler} decides what is settled, this is where. */
interface Transactions {

    /**
     * Publishes what is finished and commits the offsets, both or neither. On return, all of it is committed.
     *
     * @param checked when what is finished was found to be of use still; not long after, this fails
     * @throws Unwritable where a topic does not take one of them
     * @throws KafkaException where it is not, or where that is unknown: then the next transaction, and whoever reads
     *     the committed offsets, must first wait for this one to be decided. {@link #recover} does.
     */
    void settle(List<FinishedClip> finished, Map<TopicPartition, OffsetAndMetadata> offsets, Moment checked);

    /**
     * On return, the transaction that was open is decided, and committed offsets say how.
     *
     * @throws KafkaException where the brokers do not answer in time
     */
    void recover();

    /**
     * What is committed; a partition of which nothing is has no entry, or null.
     *
     * @throws KafkaException where the brokers do not answer in time
     */
    Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions);

    /** A topic takes no record of this kind, or not this one; the transaction that it was in is of no more use. */
    final class Unwritable extends KafkaException {

        private final transient FinishedClip finished;

        Unwritable(FinishedClip finished, String topic, Throwable cause) {
            super("a record of " + topic + " could not be written", cause);
            this.finished = finished;
        }

        /** Whose answer it was. */
        FinishedClip finished() {
            return finished;
        }

        /** Whether it was this one alone. */
        boolean isTooLarge() {
            return getCause() instanceof RecordTooLargeException;
        }
    }
}
