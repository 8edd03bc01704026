package ai.viralclip.worker.protocol;

import ai.viralclip.worker.intake.Flaw;

/** A bug that the model is made with on purpose, to see that it would find one of its kind. */
enum Planted {
    NONE(""),
    // What the brokers and the store do wrong.

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
    KEPT_PERMIT("PERMITS"),
    /** The store forgets a video now and then that it said it took. */
    LOST_VIDEO("READY_IMPLIES_STORED"),

    // What the worker did wrong before issue 12, and things like it: by the numbers there.

    /** 1. That a purge is at work is told by whoever was in the group at any time, and stays told. */
    UNFENCED_PURGE("NOTHING_WAITS", Flaw.STRAYS_STAY),
    /** 2. Whoever follows the purges ends where their topic is not known. */
    DEAF("NOTHING_WAITS"),
    /** 2. The same of one worker, which tells clips all the same. */
    DEAF_AND_TELLS("PURGE_FINAL", Flaw.TOLD_THOUGH_DEAF),
    /** 3. What was finished when its partition went is not looked after. */
    FORGOTTEN("PURGE_FINAL", Flaw.FINISHED_IS_FORGOTTEN),
    /** 4. What a purge overtook is answered as it was before. */
    FROM_MEMORY("PURGE_FINAL", Flaw.ANSWERED_FROM_MEMORY),
    /** 5. Time is asked for before what is to be told is written. */
    CHECKED_BEFORE_FLUSH("PURGE_FINAL"),
    /** 6. Of an answer that no topic takes nobody says whose it is. */
    REFUSED_ALL("NOTHING_WAITS", Flaw.REFUSED_IS_NOBODYS),
    /** 7. A topic that was made anew has the id of the one before. */
    SAME_TOPIC("NOTHING_WAITS"),
    /** 7. Records do not say in which leader's time they were written, and offsets neither. */
    NO_EPOCHS("NOTHING_WAITS"),
    /** 8. Offsets that come during a rebalance are refused in words that nobody expects. */
    BREAKS_OFF("BROKEN_OFF");

    /** What it breaks. */
    final String breaks;

    /** What the worker does not do. */
    final Flaw flaw;

    Planted(String breaks) {
        this(breaks, Flaw.NONE);
    }

    Planted(String breaks, Flaw flaw) {
        this.breaks = breaks;
        this.flaw = flaw;
    }
}
