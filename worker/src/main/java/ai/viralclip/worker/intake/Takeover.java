package ai.viralclip.worker.intake;

/**
 * Which records of a partition its last owner may have begun: those that were there when the partition was taken over,
 * and no more of them than a window holds. Their bytes may be in the store, and are asked for before they are sent; a
 * record that comes later costs no such question. Used by the poll thread alone.
 */
final class Takeover {

    private final long end;
    private int left;

    private Takeover(long end, int left) {
        this.end = end;
        this.left = left;
    }

    /** Of a partition for which nothing was ever committed: nothing says that anybody was at it. */
    static Takeover ofNobody() {
        return new Takeover(0, 0);
    }

    /** @param end the offset that the next record will have */
    static Takeover upTo(long end, WindowLimits limits) {
        return new Takeover(end, limits.maxClips());
    }

    /** To be asked once for each record that is admitted, in their order. */
    boolean mayHaveBegun(long offset) {
        return offset < end && left-- > 0;
    }
}
