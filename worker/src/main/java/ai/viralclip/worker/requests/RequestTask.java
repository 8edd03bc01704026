package ai.viralclip.worker.requests;

import ai.viralclip.contracts.RequestReason;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One request, from when its record was read until its reply is committed. */
interface RequestTask {

    /**
     * What ends a request.
     *
     * @param replies one of them is sent: the first that can be written, or none
     * @param marks what is to be told along with it, whatever becomes of the reply
     * @param event told when they are committed
     */
    record Answer(List<Reply> replies, List<ProducerRecord<byte[], byte[]>> marks, RequestEvent event) {

        public Answer {
            replies = List.copyOf(replies);
            marks = List.copyOf(marks);
        }
    }

    /**
     * A reply.
     *
     * @param instead why it is sent instead of the one that was due; empty for that one
     */
    record Reply(ProducerRecord<byte[], byte[]> record, Optional<RequestReason> instead) {}

    /** What must be told, and committed, before the work begins; and again where {@link #isUnheard}. */
    default List<ProducerRecord<byte[], byte[]>> announcement() {
        return List.of();
    }

    /** Whether enough is known to tell it. */
    default boolean canAnnounce() {
        return true;
    }

    /** Whether what was told when the work began is not so any more, and the work waits for it. */
    default boolean isUnheard() {
        return false;
    }

    /** The work; on a thread of its own, for as long as it takes. May be broken off, and is then begun again. */
    Answer work() throws InterruptedException;

    /** How far it is, to be given to whoever begins it again; empty where it does not matter. */
    default Optional<String> progress() {
        return Optional.empty();
    }
}
