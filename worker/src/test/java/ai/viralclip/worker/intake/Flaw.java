package ai.viralclip.worker.intake;

/** What the worker of a test does not do, so that the test is seen to notice it. */
public enum Flaw {
    NONE,
    /** A clip that was finished when it was given up is not looked after. */
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
