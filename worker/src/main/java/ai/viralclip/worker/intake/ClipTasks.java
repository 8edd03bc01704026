package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.util.function.Consumer;

/** Partitions on clips, each on a thread of its own. */
interface ClipTasks {

    /** Starts a clip; {@code then} is not called for one that is given up before its work has ended. */
    Thread start(RenderedClip clip, Attempt first, Consumer<Ended> then);

    /** Gives a clip up that was started and is not settled, whether or not its thread has ended. Does not block. */
    default void giveUp(RenderedClip clip, Thread atWork) {
        atWork.interrupt();
    }

    /**
     * How a clip ended, and the attempts it took.
     *
     * @param attempts 0 where its record could not be read
     * @param from how things stood with purges of its user and run when the last attempt began
     */
    record Ended(Outcome.Final outcome, int attempts, Standing from) {}
}
