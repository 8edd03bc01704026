package ai.viralclip.worker.intake;

/** Whether purges let a finished clip be published. */
interface PurgeCheck {

    enum Decision {
        /** It may be published. */
        PUBLISH,
        /** Later: it is not known whether a purge has begun. */
        WAIT,
        /** A purge began or ended while it was worked on: the work is to be done again. */
        RETRY
    }

    Decision decide(FinishedClip finished);
}
