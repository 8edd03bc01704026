package ai.viralclip.worker.intake;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One request, from when its record was read until its reply is committed. */
interface RequestTask {

    /**
     * What ends a request.
     *
     * @param records the reply, and what is to be told along with it: all of it once, with the request's offset
     * @param event told when they are committed
     */
    record Answer(List<ProducerRecord<byte[], byte[]>> records, RequestEvent event) {}

    /** What must be told, and committed, before the work begins. */
    default List<ProducerRecord<byte[], byte[]>> announcement() {
        return List.of();
    }

    /** The work; on a thread of its own, for as long as it takes. May be broken off, and is then begun again. */
    Answer work() throws InterruptedException;

    /** How far it is, to be given to whoever begins it again; empty where it does not matter. */
    default Optional<String> progress() {
        return Optional.empty();
    }
}
