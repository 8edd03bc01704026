package ai.viralclip.worker.intake;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

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
