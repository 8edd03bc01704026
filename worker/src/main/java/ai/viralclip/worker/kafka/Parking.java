package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.Shown;
import ai.viralclip.worker.process.Backoff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls, and parks a partition that cannot be read: a flipped byte, a batch that cannot be decoded, a codec that is not
 * there. It is paused where it is, and tried again at a bounded pace, because it may heal: another replica may lead, or
 * retention may take what is broken. The others go on. Nothing of it is skipped. Used by one poll thread alone.
 *
 * <p>Kafka's consumer throws the same again with every poll, keeps what it fetched, and goes on with no other partition
 * until it is led to another position: then it drops what it has of that partition.
 */
public final class Parking {

    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Hears which partitions are parked, whenever those change. */
    @FunctionalInterface
    public interface Listener {
        void parked(Set<TopicPartition> now);
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Positions positions;
    private final Listener listener;
    private final LongSupplier nanos;
    private final Map<TopicPartition, Parked> parked = new HashMap<>();
    private Set<TopicPartition> told = Set.of();

    public Parking(Consumer<byte[], byte[]> consumer, Listener listener) {
        this(consumer, listener, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    Parking(Consumer<byte[], byte[]> consumer, Listener listener, LongSupplier nanos) {
        this.consumer = consumer;
        this.positions = new Positions(consumer);
        this.listener = listener;
        this.nanos = nanos;
    }

    /** A partition that could not be read at this position. */
    private record Parked(long position, int failures, long sinceNanos) {

        boolean isDue(long now) {
            return now - sinceNanos
                    >= Backoff.full(FIRST_PAUSE, LONGEST_PAUSE, failures - 1).toNanos();
        }

        Parked again(long now) {
            return new Parked(position, failures + 1, now);
        }
    }

    /**
     * As the consumer's; empty where that met a partition that cannot be read.
     *
     * @throws KafkaException where it is not one partition that fails
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        parked.keySet().retainAll(consumer.assignment());
        prepare();
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(timeout);
        } catch (RuntimeException | LinkageError e) {
            records = without(e);
        }
        positions.read(records);
        readAgain(records);
        tell();
        return records;
    }

    /** They are another's from now on. */
    public void forget(Collection<TopicPartition> partitions) {
        parked.keySet().removeAll(partitions);
        positions.forget(partitions);
        tell();
    }

    /** Its consumer is given up. */
    public void end() {
        parked.clear();
        tell();
    }

    /** Whoever resumes partitions need not know of those that are parked. */
    private void prepare() {
        long now = nanos.getAsLong();
        parked.entrySet().removeIf(entry -> isElsewhere(entry.getKey(), entry.getValue()));
        for (Map.Entry<TopicPartition, Parked> entry : parked.entrySet()) {
            if (entry.getValue().isDue(now)) {
                consumer.resume(Set.of(entry.getKey()));
            } else {
                consumer.pause(Set.of(entry.getKey()));
            }
        }
    }

    /** It was led to another position: its topic was made anew, or what was broken is not there any more. */
    private boolean isElsewhere(TopicPartition partition, Parked where) {
        boolean elsewhere =
                positions.of(partition).filter(at -> at != where.position()).isPresent();
        if (elsewhere) {
            consumer.resume(Set.of(partition));
            healed(partition);
        }
        return elsewhere;
    }

    private void readAgain(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.nextOffsets().keySet()) {
            if (parked.remove(partition) != null) {
                healed(partition);
            }
        }
    }

    /** The culprit is parked, and what was fetched of it is dropped; returns what a look at the others brought. */
    private ConsumerRecords<byte[], byte[]> without(Throwable failure) {
        if (!Unreadable.mayBeOfOnePartition(failure, consumer.assignment())) {
            throw rethrown(failure);
        }
        readAgainWhatWasLost(failure, Set.of());
        return Unreadable.partition(failure, consumer.assignment())
                .map(culprit -> withoutNamed(culprit, failure))
                .orElseGet(() -> withoutUnnamed(failure));
    }

    private ConsumerRecords<byte[], byte[]> withoutNamed(TopicPartition culprit, Throwable failure) {
        long position = positions.of(culprit).orElseThrow(() -> rethrown(failure));
        // Of what is paused, it would be kept.
        consumer.resume(Set.of(culprit));
        consumer.seek(culprit, position + 1);
        Optional<ConsumerRecords<byte[], byte[]>> others = look(Set.of(culprit));
        leadBack(Map.of(culprit, position));
        park(culprit, position, failure);
        return others.orElseGet(ConsumerRecords::empty);
    }

    /**
     * One after the other is led elsewhere, until the poll succeeds: the last of them is a culprit. Perhaps not the
     * only one: another shows with a poll to come.
     */
    private ConsumerRecords<byte[], byte[]> withoutUnnamed(Throwable failure) {
        Map<TopicPartition, Long> away = new HashMap<>();
        for (TopicPartition suspect : Set.copyOf(consumer.assignment())) {
            Optional<Long> position = positions.of(suspect);
            if (position.isPresent()) {
                away.put(suspect, position.get());
                consumer.seek(suspect, position.get() + 1);
                Optional<ConsumerRecords<byte[], byte[]>> others = look(away.keySet());
                if (others.isPresent()) {
                    leadBack(away);
                    park(suspect, position.get(), failure);
                    return others.get();
                }
            }
        }
        leadBack(away);
        throw rethrown(failure);
    }

    /**
     * One poll while these are said to be elsewhere, so that what was fetched of them is dropped. Empty where that
     * fails too: whatever it was comes again with the next poll.
     */
    private Optional<ConsumerRecords<byte[], byte[]>> look(Set<TopicPartition> away) {
        try {
            return Optional.of(Positions.without(away, consumer.poll(Duration.ZERO)));
        } catch (RuntimeException | LinkageError another) {
            readAgainWhatWasLost(another, away);
            return Optional.empty();
        }
    }

    private void leadBack(Map<TopicPartition, Long> away) {
        away.forEach((partition, position) -> {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, position);
            }
        });
    }

    /** By anything but its own exceptions, the consumer throws away what else it had read in that poll. */
    private void readAgainWhatWasLost(Throwable failure, Set<TopicPartition> away) {
        if (!(failure instanceof KafkaException)) {
            positions.backToWhatWasRead(away);
        }
    }

    private void park(TopicPartition partition, long position, Throwable why) {
        if (!consumer.assignment().contains(partition)) {
            return;
        }
        consumer.pause(Set.of(partition));
        long now = nanos.getAsLong();
        Optional<Parked> before = Optional.ofNullable(parked.get(partition)).filter(one -> one.position() == position);
        parked.put(partition, before.map(one -> one.again(now)).orElseGet(() -> new Parked(position, 1, now)));
        if (before.isEmpty()) {
            LOG.atError()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", position)
                    .addKeyValue("detail", Shown.sentence(Unreadable.words(why)))
                    .log("a partition cannot be read: it is parked and tried again, the others go on");
        }
    }

    private void healed(TopicPartition partition) {
        LOG.atInfo().addKeyValue("partition", partition).log("a partition that was parked is read again");
    }

    private void tell() {
        if (!parked.keySet().equals(told)) {
            told = Set.copyOf(parked.keySet());
            listener.parked(told);
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        return failure instanceof RuntimeException e ? e : new KafkaException("the consumer lacks a library", failure);
    }
}
