package ai.viralclip.worker.purge;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectKeys;
import java.util.Optional;

/**
 * What a purge reaches: a user, or one run.
 *
 * @param runId empty for the whole user
 */
public record Scope(Uid uid, Optional<RunId> runId) {

    /** How the ledger of purges names it: {@code u1}, or {@code u1/r1}. No id holds a slash. */
    public String key() {
        return runId.map(run -> uid + "/" + run).orElseGet(uid::value);
    }

    /** Ends in a slash: {@code users/u1/} is no prefix of anything of {@code u10}. */
    String prefix() {
        return runId.map(run -> ObjectKeys.runPrefix(uid, run)).orElseGet(() -> ObjectKeys.userPrefix(uid));
    }
}
