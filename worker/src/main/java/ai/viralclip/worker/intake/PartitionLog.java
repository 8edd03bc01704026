package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;

/**
 * Which log a partition's offsets are of, as far as it was read. A topic that is deleted and made anew has another id
 * (KIP-516) and other records at the same offsets; a log that lost its end in an unclean election goes on in a later
 * leader epoch (KIP-101). Used by the poll thread alone.
 */
final class PartitionLog {

    private final Uuid topicId;

    /** From this offset on, records are of this leader epoch; those that nobody asks for any more are forgotten. */
    private final TreeMap<Long, Integer> epochs = new TreeMap<>();

    /** No record of a later one had been read when what is settled was committed. */
    private final Optional<Integer> settledUntil;

    /** Of all that was read. */
    private Optional<Integer> latest;

    private final LongPredicate seenSince;

    /** Of which nothing was read before, as far as is known, and which is never replaced. */
    PartitionLog(Uuid topicId) {
        this(topicId, Optional.empty(), nanos -> true);
    }

    /**
     * @param from where its reading goes on, and what was committed of it by then
     * @param seenSince whether its topic was seen to be this one at that time, by {@link System#nanoTime}, or later
     */
    PartitionLog(Uuid topicId, Optional<OffsetAndMetadata> from, LongPredicate seenSince) {
        this.topicId = topicId;
        this.seenSince = seenSince;
        this.settledUntil = from.flatMap(CommittedOffsets::latestEpoch);
        this.latest = settledUntil;
        from.ifPresent(place -> read(place.offset() - 1, place.leaderEpoch()));
    }

    Uuid topicId() {
        return topicId;
    }

    /** Whether what was read by then, by {@link System#nanoTime}, is of this log. */
    boolean isOf(long readNanos) {
        return seenSince.test(readNanos);
    }

    /** Within one log, a later record is never of an earlier epoch. */
    boolean isEarlier(Optional<Integer> epoch) {
        return !epochs.isEmpty()
                && epoch.filter(its -> its < epochs.lastEntry().getValue()).isPresent();
    }

    /** Whether the record was written after what is settled was committed. */
    boolean isAfterSettled(Optional<Integer> epoch) {
        return epoch.filter(its -> settledUntil.filter(last -> its > last).isPresent())
                .isPresent();
    }

    /** What is to be committed of this log, so far as it is settled. */
    OffsetAndMetadata commit(CommittedOffsets settled) {
        return settled.toCommit(topicId, epochBefore(settled.offset()), latest);
    }

    void read(long offset, Optional<Integer> epoch) {
        latest = epoch.filter(its -> latest.filter(last -> last >= its).isEmpty())
                .or(() -> latest);
        epoch.filter(its -> epochs.isEmpty() || its > epochs.lastEntry().getValue())
                .ifPresent(its -> epochs.put(offset, its));
    }

    /** That of the last record before this offset: what a consumer that goes on there must find again. */
    private Optional<Integer> epochBefore(long offset) {
        Map.Entry<Long, Integer> before = epochs.lowerEntry(offset);
        if (before == null) {
            return Optional.empty();
        }
        epochs.headMap(before.getKey()).clear();
        return Optional.of(before.getValue());
    }

    /**
     * The records of one partition that were answered lately. Where it turns out that the topic was made anew, some of
     * them may have been of the new one, which is then read from its beginning: they are known again by what they say,
     * and not answered twice. Used by the poll thread alone.
     */
    static final class Answered {

        /** More are not answered between two looks at the topic. */
        private static final int MOST = 5_000;

        /** @param nanos when, by {@link System#nanoTime} */
        private record One(long fingerprint, long nanos) {}

        private final Map<Long, One> byOffset = new LinkedHashMap<>();

        void add(ConsumerRecord<byte[], byte[]> record) {
            byOffset.remove(record.offset());
            byOffset.put(record.offset(), new One(fingerprint(record), System.nanoTime()));
            Iterator<Long> eldest = byOffset.keySet().iterator();
            while (byOffset.size() > MOST && eldest.hasNext()) {
                eldest.next();
                eldest.remove();
            }
        }

        /** Those since then: what was answered before was of a topic that was seen after it. */
        Answered since(long nanos) {
            Answered since = new Answered();
            byOffset.forEach((offset, one) -> {
                if (one.nanos() - nanos >= 0) {
                    since.byOffset.put(offset, one);
                }
            });
            return since;
        }

        boolean has(ConsumerRecord<byte[], byte[]> record) {
            One one = byOffset.get(record.offset());
            return one != null && one.fingerprint() == fingerprint(record);
        }

        private static long fingerprint(ConsumerRecord<byte[], byte[]> record) {
            long print = record.timestamp() * 31 + Arrays.hashCode(record.key());
            print = print * 31 + Arrays.hashCode(record.value());
            for (Header header : record.headers()) {
                print = print * 31 + Arrays.hashCode(header.key().getBytes(UTF_8));
                print = print * 31 + Arrays.hashCode(header.value());
            }
            return print;
        }
    }
}
