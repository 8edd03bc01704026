package ai.viralclip.worker.catalog;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.util.OptionalLong;

/**
 * What is known of purges, as far as a listing must ask before it shows what it saw a while ago. A boundary: this room
 * does not know that of purges.
 */
public interface HeardPurges {

    /**
     * A number that changes with each purge of the run or its user; empty while one is at work, and while it is not
     * known whether one is.
     */
    OptionalLong sinceLast(Uid uid, RunId runId);
}
