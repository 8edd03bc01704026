package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.purge.PurgeMark;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records that workers tell each other of purges by.
 *
 * @param topic of purges
 * @param clock the store's time
 */
record MarkRecords(String topic, InstantSource clock) {

    ProducerRecord<byte[], byte[]> of(String scope, PurgeMark mark) {
        return new ProducerRecord<>(topic, null, clock.instant().toEpochMilli(), scope.getBytes(UTF_8), mark.toBytes());
    }
}
