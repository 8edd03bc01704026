package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The log of one partition, markers of transactions included. */
final class ModelLog {

    /**
     * A record, or a marker, which has none.
     *
     * @param by the transaction it was written in
     */
    record Entry(long offset, Optional<ConsumerRecord<byte[], byte[]>> record, Optional<Txn> by) {

        boolean isCommitted() {
            return by.isEmpty() || by.get().state == Txn.State.COMMITTED;
        }
    }

    final TopicPartition partition;
    private final boolean tellsEpochs;
    private int leaderEpoch;
    private long cutAt;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Txn> open = new ArrayList<>();

    /** @param tellsEpochs whether records say in which leader's time they were written */
    ModelLog(TopicPartition partition, boolean tellsEpochs) {
        this.partition = partition;
        this.tellsEpochs = tellsEpochs;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The offset that the next entry will have. */
    long end() {
        return entries.size();
    }

    /** Up to where every transaction is decided. */
    long stableEnd() {
        return open.stream().mapToLong(txn -> txn.first.get(this)).min().orElse(end());
    }

    long append(ProducerRecord<byte[], byte[]> record, long timestamp, Optional<Txn> by) {
        long offset = end();
        by.filter(txn -> !txn.first.containsKey(this)).ifPresent(txn -> {
            txn.first.put(this, offset);
            open.add(txn);
        });
        ConsumerRecord<byte[], byte[]> written = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                record.key() == null ? 0 : record.key().length,
                record.value() == null ? 0 : record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers().toArray()),
                tellsEpochs ? Optional.of(leaderEpoch) : Optional.empty());
        entries.add(new Entry(offset, Optional.of(written), by));
        return offset;
    }

    /** A transaction that wrote here is decided. */
    void decided(Txn txn) {
        open.remove(txn);
        entries.add(new Entry(end(), Optional.empty(), Optional.empty()));
    }

    /** Of its leader: another one after entries were lost. */
    int epoch() {
        return leaderEpoch;
    }

    /** From there on entries were lost, at the last election. */
    long cutAt() {
        return cutAt;
    }

    /** What a reader of committed records gets from there on, up to so many. */
    List<ConsumerRecord<byte[], byte[]>> committedFrom(long offset, int most) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        long stable = stableEnd();
        for (long at = offset; at < stable && read.size() < most; at++) {
            Entry entry = entries.get((int) at);
            if (entry.isCommitted()) {
                entry.record().ifPresent(read::add);
            }
        }
        return read;
    }

    /** An unclean election: the last entries are gone, as if they had never been. */
    List<Entry> cut(int last) {
        leaderEpoch++;
        List<Entry> gone = entries.subList(Math.max(0, entries.size() - last), entries.size());
        List<Entry> lost = List.copyOf(gone);
        gone.clear();
        cutAt = end();
        return lost;
    }
}
