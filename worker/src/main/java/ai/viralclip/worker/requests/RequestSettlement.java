package ai.viralclip.worker.requests;

import ai.viralclip.worker.kafka.NotWritten;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Settles requests that are done: replies, what is told along with them, and offsets. All together; where that fails,
 * one by one until all are settled, so that a reply that cannot be written holds up nobody else's. It is given up then,
 * for one that can: a failure, or none.
 */
final class RequestSettlement {

    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final RequestTransactions transactions;
    private final RequestEvents events;
    private boolean together = true;

    RequestSettlement(Consumer<byte[], byte[]> consumer, RequestTransactions transactions, RequestEvents events) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * Takes away those that are settled.
     *
     * @param done in the order of their offsets
     * @throws KafkaException where some are not: they are to be tried again
     */
    void settle(List<RequestAtWork> done) {
        if (together) {
            together = false; // until it is known to have worked
            commit(List.copyOf(done), done);
        } else {
            transactions.decide();
            takeSettled(done);
            oneByOne(done);
        }
        together = true;
    }

    /** A transaction whose end was not heard of may have been committed. */
    private void takeSettled(List<RequestAtWork> done) {
        Set<TopicPartition> partitions =
                done.stream().map(RequestAtWork::partition).collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, LOOK_TIMEOUT);
        List<RequestAtWork> settled = done.stream()
                .filter(one -> Optional.ofNullable(committed.get(one.partition()))
                        .filter(commit -> commit.offset() > one.offset())
                        .isPresent())
                .toList();
        conclude(settled, done);
    }

    /** On each partition in their order: an offset says that those below it are settled, too. */
    private void oneByOne(List<RequestAtWork> done) {
        Set<TopicPartition> held = new HashSet<>();
        Optional<NotWritten> refused = Optional.empty();
        for (RequestAtWork one : List.copyOf(done)) {
            if (!held.contains(one.partition())) {
                try {
                    commit(List.of(one), done);
                } catch (NotWritten e) {
                    held.add(one.partition());
                    refused = Optional.of(e);
                    if (one.due().isGivenUp(e)) {
                        events.givesUp(one, e);
                    }
                }
            }
        }
        refused.ifPresent(RequestSettlement::raise);
    }

    private static void raise(NotWritten refused) {
        throw refused;
    }

    private void commit(List<RequestAtWork> some, List<RequestAtWork> done) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (RequestAtWork one : some) {
            records.addAll(one.due().records());
            offsets.put(one.partition(), new OffsetAndMetadata(one.offset() + 1));
        }
        transactions.commit(records, offsets);
        conclude(some, done);
    }

    private void conclude(List<RequestAtWork> settled, List<RequestAtWork> done) {
        done.removeAll(settled);
        settled.forEach(one -> one.due().events(events.kind()).forEach(events::tell));
    }
}
