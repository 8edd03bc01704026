package ai.viralclip.worker.intake;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Which records of a partition its last owner may have begun: those that were there when the first was read, and no
 * more of them than a window holds. Their bytes may be in the store, and are asked for before they are sent; a record
 * that comes later costs no such question. Used by the poll thread alone.
 */
final class Takeover {

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

    /** @param end the offset that the next record will have; asked for once, with the first record that is admitted */
    static Takeover upTo(LongSupplier end, WindowLimits limits) {
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
