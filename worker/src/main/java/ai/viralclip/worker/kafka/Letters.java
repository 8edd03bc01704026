package ai.viralclip.worker.kafka;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The records that lie in one partition of the dead-letter topic, counted one by one: what lies between the first and
 * the last offset are also markers of transactions, records of those that were aborted, and gaps.
 *
 * <p>64 offsets share one word, so that a million letters take a few megabytes; their earliest timestamp is kept with
 * it. Where retention has taken some of the 64, the others' may be later by what lay between them.
 */
public final class Letters {

    /**
     * How many there are.
     *
     * @param oldest the earliest timestamp among them
     */
    public record Count(long letters, Optional<Instant> oldest) {}

    static final long UNDATED = Long.MAX_VALUE;

    private record Block(long bits, long oldest) {}

    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private long count;

    /** @param timestamp {@link #UNDATED} where it has none */
    void add(long offset, long timestamp) {
        Block before = blocks.getOrDefault(offset / Long.SIZE, new Block(0, UNDATED));
        put(offset / Long.SIZE, before, before.bits() | 1L << offset, Math.min(before.oldest(), timestamp));
    }

    /** Retention, or somebody, deleted what lay below this offset. */
    void deleteBelow(long offset) {
        Iterator<Block> deleted =
                blocks.headMap(offset / Long.SIZE, false).values().iterator();
        while (deleted.hasNext()) {
            count -= Long.bitCount(deleted.next().bits());
            deleted.remove();
        }
        Block cut = blocks.get(offset / Long.SIZE);
        if (cut != null) {
            put(offset / Long.SIZE, cut, cut.bits() & -1L << offset, cut.oldest());
        }
    }

    long count() {
        return count;
    }

    Optional<Instant> oldest() {
        return blocks.values().stream()
                .map(Block::oldest)
                .filter(oldest -> oldest != UNDATED)
                .min(Long::compare)
                .map(Instant::ofEpochMilli);
    }

    private void put(long at, Block before, long bits, long oldest) {
        count += Long.bitCount(bits) - Long.bitCount(before.bits());
        if (bits == 0) {
            blocks.remove(at);
        } else {
            blocks.put(at, new Block(bits, oldest));
        }
    }

    /** Of several partitions together. */
    static Count together(Map<?, Letters> partitions) {
        return new Count(
                partitions.values().stream().mapToLong(Letters::count).sum(),
                partitions.values().stream()
                        .flatMap(letters -> letters.oldest().stream())
                        .min(Instant::compareTo));
    }
}
