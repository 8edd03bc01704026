package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.IncomingClip;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record that came to its end and waits to be settled.
 *
 * @param attempts made at it; 0 where it could not be read
 * @param from how things stood with purges when the last of them began
 * @param bare whether its dead letter goes without what made it too large
 * @param finishedNanos when that was, by {@link System#nanoTime}
 */
record FinishedClip(
        ConsumerRecord<byte[], byte[]> record,
        IncomingClip clip,
        Outcome.Final outcome,
        int attempts,
        Standing from,
        boolean bare,
        long finishedNanos) {

    /** The work on it came to its end just now. */
    static FinishedClip now(
            ConsumerRecord<byte[], byte[]> record,
            IncomingClip clip,
            Outcome.Final outcome,
            int attempts,
            Standing from) {
        return new FinishedClip(record, clip, outcome, attempts, from, false, System.nanoTime());
    }

    /** The same; its dead letter goes without what made it too large. */
    FinishedClip asBare() {
        return new FinishedClip(record, clip, outcome, attempts, from, true, finishedNanos);
    }

    IntakeEvent.AnswerKind kind() {
        return IntakeEvent.AnswerKind.of(outcome);
    }

    /** Since it was finished. */
    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - finishedNanos);
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    long offset() {
        return record.offset();
    }
}
