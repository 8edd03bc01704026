package ai.viralclip.worker.highlights;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.time.Instant;

/**
 * What is known of purges, as far as those who write must ask. A boundary: purges use this room, so this room cannot
 * use theirs.
 */
public interface PurgedRenderings {

    /**
     * Whether a purge reaches what was rendered at this time, as far as was heard by now. What is once reached stays
     * so.
     */
    boolean reach(Uid uid, RunId runId, Instant renderedAt);
}
