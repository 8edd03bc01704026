package ai.viralclip.worker.requests;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes a task of a request's record. Never throws: a record that cannot be read is answered, too. */
interface RequestHandler {

    /**
     * Takes a request.
     *
     * @param progress what an earlier attempt at it left behind
     */
    RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> progress);

    /** How many requests of this kind one worker does at a time. */
    int atOnce();

    /**
     * What is to be told because others told of requests that nobody works on.
     *
     * @param partition of the topic of requests, this worker's
     * @param atWork the offsets of those that it works on
     */
    default List<ProducerRecord<byte[], byte[]>> corrections(int partition, Set<Long> atWork) {
        return List.of();
    }
}
