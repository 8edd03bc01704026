package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.purge.PurgeLedger.Standing;

/**
 * How a clip ended, and the attempts it took.
 *
 * @param attempts 0 where its record could not be read
 * @param from how things stood with purges of its user and run when the last attempt began
 */
record Ended(Outcome.Final outcome, int attempts, Standing from) {}
