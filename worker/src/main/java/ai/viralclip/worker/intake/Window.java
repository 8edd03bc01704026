package ai.viralclip.worker.intake;

import java.util.BitSet;
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

    private final WindowLimits limits;
    private final TreeMap<Long, Load> inFlight = new TreeMap<>();
    private Progress settled;
    private long next;
    private long mediaBytes;
    private long recordBytes;

    Window(Progress settled, WindowLimits limits) {
        this.settled = settled;
        this.next = settled.offset();
        this.limits = limits;
    }

    /** Whether the record was settled before, by this owner or an earlier one, or is in flight: it is passed over. */
    boolean isKnown(long offset) {
        return settled.isSettled(offset) || inFlight.containsKey(offset);
    }

    /** Whether the offset is near enough to the lowest unfinished one to have a place in the bitmap. */
    boolean isWithinReach(long offset) {
        return offset - lowestUnsettled(Set.of()) < Progress.MAX_SPAN;
    }

    /** The record was read and needs no work. */
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

    /** What is settled once these, of those in flight, are settled as well. */
    Progress progressWith(Set<Long> finished) {
        long offset = lowestUnsettled(finished);
        BitSet above = settled.finished();
        above = above.get((int) Math.min(offset - settled.offset(), above.length()), above.length());
        for (long one : finished) {
            if (one >= offset) {
                above.set((int) (one - offset));
            }
        }
        return new Progress(offset, above);
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
