package ai.viralclip.worker.intake;

import ai.viralclip.contracts.DeadLetter;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.kafka.TransactionalProducer;
import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.PurgeTimes;
import ai.viralclip.worker.tracing.Spans;
import ai.viralclip.worker.tracing.StepSpan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Publishes what is finished and commits how far the partitions are, in one transaction: both or neither. Used by the
 * poll thread alone.
 *
 * <p>Uploads never run in here: the transaction lasts for a few round trips to the brokers.
 */
final class Settlement implements Transactions, AutoCloseable {

    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;
    private final TransactionalProducer producer;
    private final OutcomeRecords records;
    private final InstantSource clock;
    private final Spans spans;

    /**
     * Starts a producer, without waiting for it.
     *
     * @param consumer whose group and generation the transactions are made in
     */
    Settlement(
            Consumer<byte[], byte[]> consumer,
            ProducerFactory<byte[], byte[]> producers,
            OutcomeRecords records,
            InstantSource clock,
            Spans spans) {
        this.consumer = consumer;
        this.producer = new TransactionalProducer(consumer, producers::createProducer);
        this.records = records;
        this.clock = clock;
        this.spans = spans;
    }

    @Override
    public void settle(List<FinishedClip> finished, Map<TopicPartition, OffsetAndMetadata> offsets, Moment checked) {
        String topic = finished.getFirst().record().topic();
        try (StepSpan step = spans.settle(
                topic, finished.stream().map(one -> one.clip().trace()).toList())) {
            step.doing(() -> producer.transact(transaction -> write(transaction, finished, offsets, checked)));
        }
    }

    /**
     * What is written is acknowledged before time is asked for. So whatever passes that question is in the log by then,
     * and a purge that waits for the transactions that have written waits for this one too, however long its commit
     * takes from here.
     */
    private void write(
            TransactionalProducer.Open to,
            List<FinishedClip> finished,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Moment checked) {
        awaitWritten(to, offsets, send(to, finished));
        if (checked.since(clock).compareTo(PurgeTimes.WRITTEN_WITHIN) > 0
                && finished.stream().anyMatch(Settlement::isReady)) {
            throw new KafkaException("took so long that a purge may have begun meanwhile");
        }
    }

    /** On return, all of it is in the logs, and undecided. The offsets are on their way while the events are. */
    private static void awaitWritten(
            TransactionalProducer.Open to, Map<TopicPartition, OffsetAndMetadata> offsets, List<Sent> events) {
        try {
            to.offsets(offsets);
        } catch (KafkaException e) {
            // Where an event failed meanwhile, this only says so.
            events.stream().filter(Sent::hasFailed).forEach(Settlement::written);
            throw e;
        }
        to.flush();
        events.forEach(Settlement::written);
    }

    @Override
    public void recover() {
        producer.decide();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return consumer.committed(partitions, LOOK_TIMEOUT);
    }

    @Override
    public void close() {
        producer.close();
    }

    private static boolean isReady(FinishedClip one) {
        return one.outcome() instanceof Outcome.Ready;
    }

    private List<Sent> send(TransactionalProducer.Open to, List<FinishedClip> finished) {
        Map<FinishedClip, Sent> deadLetters = new LinkedHashMap<>();
        List<Sent> events = new ArrayList<>();
        for (FinishedClip one : finished) {
            switch (one.outcome()) {
                case Outcome.Ready ready -> events.add(publish(to, one, records.ready(one.clip(), ready)));
                // What was purged is not kept, here neither; what was superseded is nothing to mend.
                case Outcome.Rejected rejected
                when IntakeEvent.AnswerKind.of(rejected) == IntakeEvent.AnswerKind.FAILED_ALONE ->
                    records.failed(one.clip(), rejected, Optional.empty())
                            .ifPresent(event -> events.add(publish(to, one, event)));
                case Outcome.Rejected rejected ->
                    deadLetters.put(one, publish(to, one, records.deadLetter(one, rejected)));
            }
        }
        if (!deadLetters.isEmpty()) {
            // The events say where the dead letters are, and that is known once they are written.
            to.flush();
        }
        deadLetters.forEach((one, written) -> records.failed(
                        one.clip(), (Outcome.Rejected) one.outcome(), Optional.of(coordinates(written)))
                .ifPresent(event -> events.add(publish(to, one, event))));
        return events;
    }

    /** A record that is on its way, and whose answer it is. */
    private record Sent(FinishedClip one, String topic, Future<RecordMetadata> written) {

        boolean hasFailed() {
            return written.state() == Future.State.FAILED;
        }
    }

    /** One that fails at once had waited for max.block.ms, mostly: the next would too. */
    private static Sent publish(
            TransactionalProducer.Open to, FinishedClip one, ProducerRecord<byte[], byte[]> record) {
        Sent sent = new Sent(one, record.topic(), to.send(record));
        if (sent.hasFailed()) {
            written(sent);
        }
        return sent;
    }

    private static DeadLetter coordinates(Sent letter) {
        RecordMetadata metadata = written(letter);
        return new DeadLetter(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private static RecordMetadata written(Sent sent) {
        try {
            return sent.written().get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw isOfItsTopic(cause)
                    ? new Transactions.Unwritable(sent.one(), sent.topic(), cause)
                    : new KafkaException("a record of " + sent.topic() + " could not be written", cause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Others may be written all the same. A topic that is not there is a time-out: it was waited for. */
    private static boolean isOfItsTopic(Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof TopicAuthorizationException
                || cause instanceof UnknownTopicOrPartitionException
                || cause instanceof InvalidTopicException
                || cause instanceof TimeoutException;
    }
}
