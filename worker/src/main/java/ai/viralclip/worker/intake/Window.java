package ai.viralclip.worker.intake;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One partition's records between "read" and "settled": which are in flight, which are finished above the lowest of
 * them, and whether there is room for more. Pure bookkeeping, used by the poll thread alone.
 *
 * <p>Offsets that were never seen (transaction markers, compacted or deleted records) count as settled.
 */
final class Window {

    private record Load(long mediaBytes, int recordBytes) {}

    private final IntakeProperties.WindowLimits limits;
    private final TreeMap<Long, Load> inFlight = new TreeMap<>();
    private CommittedOffsets settled;
    private long next;

    /** Something was skipped, and no commit says so yet. */
    private boolean isSkipUnsaid;

    private long mediaBytes;
    private long recordBytes;

    Window(CommittedOffsets settled, IntakeProperties.WindowLimits limits) {
        this.settled = settled;
        this.next = settled.offset();
        this.limits = limits;
    }

    /** Whether the record was settled before, by this owner or an earlier one, or is in flight: it is passed over. */
    boolean isKnown(long offset) {
        return settled.isSettled(offset) || inFlight.containsKey(offset);
    }

    /** Whether a later offset was read before: within one log, none comes twice. */
    boolean isBehind(long offset) {
        return offset < next;
    }

    /** The record was settled before, though no commit of this log says so. */
    void skip(long offset) {
        pass(offset);
        settled = progressWith(Set.of(offset));
        isSkipUnsaid = true;
    }

    /** How far it is settled by what needed no work, where nothing is in flight; empty where that is committed. */
    Optional<CommittedOffsets> passed() {
        boolean isUnsaid = isSkipUnsaid || next > settled.offset();
        return inFlight.isEmpty() && isUnsaid ? Optional.of(CommittedOffsets.upTo(next)) : Optional.empty();
    }

    /** All below this offset needed no more work when it was committed. */
    void saidUpTo(long offset) {
        isSkipUnsaid &= offset < next;
        if (offset > settled.offset()) {
            BitSet above = settled.finished();
            int passed = (int) Math.min(offset - settled.offset(), above.length());
            settled = new CommittedOffsets(offset, above.get(passed, above.length()));
        }
    }

    long recordBytes() {
        return recordBytes;
    }

    /** Whether the offset is near enough to the lowest unfinished one to have a place in the bitmap. */
    boolean isWithinReach(long offset) {
        return offset - lowestUnsettled(Set.of()) < CommittedOffsets.MAX_SPAN;
    }

    /** What is at this offset was read and needs no work. */
    void pass(long offset) {
        next = Math.max(next, offset + 1);
    }

    void admit(long offset, long recordMediaBytes, int recordSize) {
        pass(offset);
        Load load = new Load(limits.counted(recordMediaBytes), recordSize);
        inFlight.put(offset, load);
        mediaBytes += load.mediaBytes();
        recordBytes += load.recordBytes();
    }

    /** Whether nothing more may be read now. A single poll may overshoot by its own records. */
    boolean isFull() {
        return inFlight.size() >= limits.maxClips()
                || mediaBytes >= limits.maxMediaBytes().toBytes()
                || recordBytes >= limits.maxRecordBytes().toBytes()
                || next - lowestUnsettled(Set.of()) >= limits.maxSpan();
    }

    int inFlight() {
        return inFlight.size();
    }

    /** All below this offset is settled and committed. */
    long settledUpTo() {
        return settled.offset();
    }

    /** What is settled once these, of those in flight, are settled as well. */
    CommittedOffsets progressWith(Set<Long> finished) {
        long offset = lowestUnsettled(finished);
        BitSet above = settled.finished();
        above = above.get((int) Math.min(offset - settled.offset(), above.length()), above.length());
        for (long one : finished) {
            if (one >= offset) {
                above.set((int) (one - offset));
            }
        }
        return new CommittedOffsets(offset, above);
    }

    /** These, of those in flight, are settled: their outcomes and their offsets are committed. */
    void settle(Set<Long> finished) {
        settled = progressWith(finished);
        for (long one : finished) {
            Load load = inFlight.remove(one);
            if (load != null) {
                mediaBytes -= load.mediaBytes();
                recordBytes -= load.recordBytes();
            }
        }
    }

    private long lowestUnsettled(Set<Long> butThese) {
        for (long offset : inFlight.keySet()) {
            if (!butThese.contains(offset)) {
                return offset;
            }
        }
        return next;
    }
}
