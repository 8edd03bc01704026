package ai.viralclip.worker.intake;

/** What the worker of a test does not do, so that the test is seen to notice it. */
public enum Flaw {
    NONE,
    /**
     * A clip that was finished when it was given up is not looked after, and whoever ends a purged clip does not look
     * again. Either alone is covered by the other: its next owner looks 30 s after it took over, which is later than
     * whoever held it before thaws here.
     */
    FINISHED_IS_FORGOTTEN,
    /** What is to be done again because of a purge is answered as it was before. */
    ANSWERED_FROM_MEMORY,
    /** Clips are told whether or not the worker has heard of purges lately. */
    TOLD_THOUGH_DEAF,
    /** Of an answer that no topic takes nobody says whose it is. */
    REFUSED_IS_NOBODYS,
    /** What was told of purges that nobody works on is not taken back. */
    STRAYS_STAY
}
