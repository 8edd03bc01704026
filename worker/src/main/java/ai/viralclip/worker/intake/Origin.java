package ai.viralclip.worker.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which record of {@code clip-rendered} it is.
 *
 * @param timestamp as the record has it, in milliseconds since 1970 where whoever wrote it kept to that
 */
public record Origin(int partition, long offset, long timestamp) {

    static Origin of(ConsumerRecord<?, ?> record) {
        return new Origin(record.partition(), record.offset(), record.timestamp());
    }
}
