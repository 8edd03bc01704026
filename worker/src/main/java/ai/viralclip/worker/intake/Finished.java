package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record that came to its end and waits to be settled.
 *
 * @param work the partition that admitted it; where that was revoked meanwhile, the record is its next owner's
 * @param attempts made at it; 0 where it could not be read
 * @param from how things stood with purges when the work on it began
 */
record Finished(
        PartitionWork work,
        ConsumerRecord<byte[], byte[]> record,
        IncomingClip clip,
        Outcome.Final outcome,
        int attempts,
        Standing from) {

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }
}
