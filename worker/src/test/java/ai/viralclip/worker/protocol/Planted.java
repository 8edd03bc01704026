package ai.viralclip.worker.protocol;

/** A bug that the model is made with on purpose, to see that it would find one of its kind. */
enum Planted {
    NONE(""),
    /** The brokers take offsets from whoever was in the group at any time. */
    NO_FENCE("ONE_ANSWER"),
    /** Commits lose what they say of records above their offset. */
    LOST_METADATA("ONE_ANSWER"),
    /** Nobody is told that a purge has ended. */
    NO_END("NOTHING_WAITS"),
    /** The store takes every put, whatever its condition. */
    BLIND_PUTS("PURGE_FINAL"),
    /** The store forgets a document now and then that it said it took. */
    LOST_WRITE("HIGHLIGHTS_COMPLETE"),
    /** What breaks off while it moves bytes keeps its permit. */
    KEPT_PERMIT("PERMITS");

    /** What it breaks. */
    final String breaks;

    Planted(String breaks) {
        this.breaks = breaks;
    }
}
