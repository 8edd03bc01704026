package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.purge.PurgeLedger.Standing;

/** Works on clips, each on a thread of its own. */
interface ClipTasks {

    /** Starts a clip; {@code then} is not called for one that is given up before its work has ended. */
    Thread start(RenderedClip clip, Attempt first, Then then);

    /** Gives a clip up that was started and is not settled, whether or not its thread has ended. Does not block. */
    default void giveUp(RenderedClip clip, Thread atWork) {
        atWork.interrupt();
    }

    /** Is told, on the clip's own thread, how it ended. */
    interface Then {

        /**
         * It has ended.
         *
         * @param attempts that it took
         * @param from how things stood with purges of its user and run when the last attempt began
         */
        void ended(Outcome.Final outcome, int attempts, Standing from);
    }
}
