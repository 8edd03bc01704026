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
 * @param bare whether its dead letter goes without what made it too large
 * @param finishedNanos when that was, by {@link System#nanoTime}
 */
record FinishedClip(
        ConsumerRecord<byte[], byte[]> record,
        IncomingClip clip,
        ClipTasks.Ended ended,
        boolean bare,
        long finishedNanos) {

    /** The work on it came to its end just now. */
    static FinishedClip now(ConsumerRecord<byte[], byte[]> record, IncomingClip clip, ClipTasks.Ended ended) {
        return new FinishedClip(record, clip, ended, false, System.nanoTime());
    }

    /** The same; its dead letter goes without what made it too large. */
    FinishedClip asBare() {
        return new FinishedClip(record, clip, ended, true, finishedNanos);
    }

    IntakeEvent.AnswerKind kind() {
        return IntakeEvent.AnswerKind.of(outcome());
    }

    Outcome.Final outcome() {
        return ended.outcome();
    }

    /** Made at it; 0 where it could not be read. */
    int attempts() {
        return ended.attempts();
    }

    /** How things stood with purges when the work on it began. */
    Standing from() {
        return ended.from();
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
