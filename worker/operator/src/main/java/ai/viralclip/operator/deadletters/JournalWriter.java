package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.operator.letters.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Writes to the journal, and what is replayed beside it: all of it in one transaction, or none. There is one
 * transactional id, so that whoever begins fences whoever was at work, and ends what a killed one left open.
 */
final class JournalWriter implements AutoCloseable {

    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final String journal;

    /** A record that its topic does not take; nothing of its transaction was written. */
    static final class NotTaken extends Exception {

        NotTaken(Throwable cause) {
            super(cause);
        }
    }

    /** @param producer transactional */
    JournalWriter(Producer<byte[], byte[]> producer, String journal) {
        this.producer = producer;
        this.journal = journal;
    }

    /** Who works on a journal. */
    static String transactionalId(String journal) {
        return journal + "-operator";
    }

    /**
     * Fences whoever was at work; on return what it wrote is committed or never will be. What is read of the journal
     * before this call may be old.
     */
    void takeOver() {
        producer.initTransactions();
    }

    /**
     * Commits all of it, or nothing.
     *
     * @throws NotTaken where one of the replayed records is not taken
     * @throws Refused {@link Refused.Kind#TAKEN_OVER} where another one took over
     * @throws KafkaException where nobody knows whether it was committed: whoever takes over will see
     */
    void commit(List<ProducerRecord<byte[], byte[]>> replayed, List<? extends JournalRecord> records) throws NotTaken {
        try {
            producer.beginTransaction();
            replayed.forEach(this::send);
            records.forEach(
                    record -> send(new ProducerRecord<>(journal, 0, record.key().getBytes(UTF_8), record.value())));
            producer.commitTransaction();
        } catch (KafkaException e) {
            if (is(e, ProducerFencedException.class) || is(e, InvalidProducerEpochException.class)) {
                throw new Refused(
                        Refused.Kind.TAKEN_OVER,
                        "another operator took over, or this one stood still for too long: what it was done with is"
                                + " marked; see the audit for who is at work",
                        e);
            }
            if (isOfOneRecord(e)) {
                producer.abortTransaction();
                throw new NotTaken(e);
            }
            throw e;
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record); // The commit says what became of it.
    }

    private static boolean isOfOneRecord(KafkaException failure) {
        return is(failure, RecordTooLargeException.class)
                || is(failure, RecordBatchTooLargeException.class)
                || is(failure, InvalidRecordException.class)
                || is(failure, InvalidTimestampException.class);
    }

    private static boolean is(Throwable failure, Class<? extends ApiException> kind) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, one -> one.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .anyMatch(kind::isInstance);
    }

    @Override
    public void close() {
        producer.close(CLOSES_WITHIN);
    }
}
