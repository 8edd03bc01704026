package ai.viralclip.worker.intake;

import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.IncomingClip;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import ai.viralclip.worker.tracing.ClipTrace;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * One assigned partition: its window, the lanes of its clips, the threads at work, and what they have finished. Lives
 * from assignment to revocation: where the partition comes back it is another one, and what was admitted under this one
 * is its next owner's. Used by the poll thread alone; the threads at work reach only the queue of what is finished.
 */
final class Partition {

    /**
     * A clip that was started and is not settled: at work, or finished and waiting, or in doubt.
     *
     * @param thread that works on it, or did
     */
    private record Begun(RenderedClip clip, Attempt first, Thread thread) {}

    private final TopicPartition name;
    private final Window window;
    private final PartitionLog.Answered answered = new PartitionLog.Answered();
    private final PartitionLog log;
    private final KeyOrder lanes = new KeyOrder();
    private final Map<Long, Begun> begun = new HashMap<>();
    /** @param nanos when it was admitted, by {@link System#nanoTime} */
    private record Admitted(ClipTrace trace, long nanos) {}

    private final Map<Long, Admitted> admitted = new HashMap<>();
    private final ClipTasks deliveries;
    private final Queue<FinishedClip> finished = new ConcurrentLinkedQueue<>();
    private final Takeover takeover;

    Partition(TopicPartition name, Window window, PartitionLog log, ClipTasks deliveries, Takeover takeover) {
        this.name = name;
        this.window = window;
        this.log = log;
        this.deliveries = deliveries;
        this.takeover = takeover;
    }

    TopicPartition name() {
        return name;
    }

    Window window() {
        return window;
    }

    /** What was answered lately. */
    PartitionLog.Answered answered() {
        return answered;
    }

    /** The record was answered before the partition was begun anew; it may be once more before that is committed. */
    void skip(ConsumerRecord<byte[], byte[]> record) {
        window.skip(record.offset());
        log.read(record.offset(), record.leaderEpoch());
        answered.add(record);
    }

    PartitionLog log() {
        return log;
    }

    /** What is to be committed once these, of those in flight, are settled as well. */
    OffsetAndMetadata commitWith(Collection<FinishedClip> ended) {
        return log.commit(window.progressWith(offsets(ended)));
    }

    private static Set<Long> offsets(Collection<FinishedClip> all) {
        return all.stream().map(FinishedClip::offset).collect(Collectors.toSet());
    }

    /** Whether the log is another one than it was, or has lost its end: this is not its next record. */
    boolean isOfAnotherLog(ConsumerRecord<byte[], byte[]> record) {
        return window.isBehind(record.offset())
                || log.isEarlier(record.leaderEpoch())
                || (window.isKnown(record.offset()) && log.isAfterSettled(record.leaderEpoch()));
    }

    /** Whether the record needs no work: it was settled before, or is at work already. */
    boolean isPassedOver(long offset) {
        boolean known = window.isKnown(offset);
        if (known) {
            window.pass(offset);
        }
        return known;
    }

    void admit(ConsumerRecord<byte[], byte[]> record, IncomingClip incoming) {
        window.admit(record.offset(), mediaBytes(incoming), recordBytes(record));
        log.read(record.offset(), record.leaderEpoch());
        admitted.put(record.offset(), new Admitted(incoming.trace(), System.nanoTime()));
        switch (incoming) {
            case RenderedClip clip -> {
                boolean others = takeover.mayHaveBegun(record.offset());
                boolean preceded = others || lanes.isFamiliar(lane(clip));
                Attempt first = preceded ? Attempt.firstAfterOthers() : Attempt.first();
                lanes.enter(lane(clip), () -> start(record, incoming, clip, first));
            }
            case IncomingClip.Broken broken ->
                finished.add(FinishedClip.now(
                        record, broken, new Outcome.Rejected(broken.reason(), broken.detail()), 0, Standing.NONE));
        }
    }

    /**
     * Whether an answer to the record may be committed now: the commit has a place for it, and its topic was seen to be
     * the same after it was read. Else its next owner, which sees another topic, would not believe that commit, and
     * answer it again.
     */
    boolean isSettleable(long offset) {
        Admitted one = admitted.get(offset);
        return one != null && log.isOf(one.nanos()) && window.isWithinReach(offset);
    }

    /** The next that came to its end and waits to be settled; whoever takes it settles it, or says what else. */
    Optional<FinishedClip> takeFinished() {
        return Optional.ofNullable(finished.poll());
    }

    /** It waits to be settled still, behind what came to its end meanwhile. */
    void putBack(FinishedClip one) {
        finished.add(one);
    }

    /** The work on it is of no use any more, and is done again. */
    void again(FinishedClip one) {
        if (one.clip() instanceof RenderedClip clip) {
            Begun before = begun.get(one.offset());
            start(one.record(), one.clip(), clip, (before == null ? Attempt.first() : before.first()).again());
        }
    }

    /** These, of those in flight, are committed: what waited for them begins. */
    void settle(Collection<FinishedClip> committed) {
        window.settle(offsets(committed));
        for (FinishedClip one : committed) {
            answered.add(one.record());
            begun.remove(one.offset());
            admitted.remove(one.offset());
            if (one.clip() instanceof RenderedClip clip) {
                lanes.leave(lane(clip));
            }
        }
    }

    /**
     * Gives up all that was begun, what is finished too; nothing of it will be settled here. Returns how many records
     * that are.
     */
    int abandon() {
        begun.values().forEach(one -> deliveries.giveUp(one.clip(), one.thread()));
        admitted.values().forEach(one -> one.trace().givenUp());
        return window.inFlight();
    }

    private void start(ConsumerRecord<byte[], byte[]> record, IncomingClip incoming, RenderedClip clip, Attempt first) {
        Thread thread = deliveries.start(
                clip,
                first,
                (outcome, attempts, from) -> finished.add(FinishedClip.now(record, incoming, outcome, attempts, from)));
        begun.put(record.offset(), new Begun(clip, first, thread));
    }

    private static String lane(RenderedClip clip) {
        return ObjectKeys.video(
                clip.data().uid(),
                clip.data().runId(),
                clip.data().style(),
                clip.data().n());
    }

    private static int recordBytes(ConsumerRecord<byte[], byte[]> record) {
        int bytes = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    private static long mediaBytes(IncomingClip incoming) {
        return switch (incoming) {
            case RenderedClip clip -> clip.data().video().sizeBytes().orElse(0L);
            case IncomingClip.Broken _ -> 0;
        };
    }

    /**
     * Which records of a partition its last owner may have begun: those that were there when the first was read, and no
     * more of them than a window holds. Their bytes may be in the store, and are asked for before they are sent; a
     * record that comes later costs no such question. Used by the poll thread alone.
     */
    static final class Takeover {

        private final LongSupplier atFirst;
        private OptionalLong end = OptionalLong.empty();
        private int left;

        private Takeover(LongSupplier atFirst, int left) {
            this.atFirst = atFirst;
            this.left = left;
        }

        /** Of a partition for which nothing was ever committed: nothing says that anybody was at it. */
        static Takeover ofNobody() {
            return new Takeover(() -> 0, 0);
        }

        /**
         * @param end the offset that the next record will have; asked for once, with the first record that is admitted
         */
        static Takeover upTo(LongSupplier end, IntakeProperties.WindowLimits limits) {
            return new Takeover(end, limits.maxClips());
        }

        /** To be asked once for each record that is admitted, in their order. */
        boolean mayHaveBegun(long offset) {
            if (end.isEmpty()) {
                end = OptionalLong.of(atFirst.getAsLong());
            }
            return offset < end.getAsLong() && left-- > 0;
        }
    }
}
