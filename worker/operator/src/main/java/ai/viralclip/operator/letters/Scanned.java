package ai.viralclip.operator.letters;

import java.time.Instant;
import java.util.Map;

/**
 * How far an answer reaches: the dead-letter topic as it was when the operation began. What came later is not in it.
 *
 * @param records how many dead letters were read
 * @param ends the offset behind the last one, by partition
 * @param at when the ends were asked for
 */
public record Scanned(long records, Map<Integer, Long> ends, Instant at) {

    public Scanned {
        ends = Map.copyOf(ends);
    }
}
