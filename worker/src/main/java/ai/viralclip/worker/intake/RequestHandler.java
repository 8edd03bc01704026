package ai.viralclip.worker.intake;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
}
