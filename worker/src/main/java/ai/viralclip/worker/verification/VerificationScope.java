package ai.viralclip.worker.verification;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.bucket.ObjectKeys;
import java.util.Optional;

/**
 * What is verified: everything under {@code users/}, one user, or one run.
 *
 * @param uid empty for everything
 * @param runId empty for all of the user's
 */
record VerificationScope(Optional<Uid> uid, Optional<RunId> runId) {

    static VerificationScope of(VerifyRequested request) throws InvalidCheckpoint {
        if (request.uid().isEmpty() && request.runId().isPresent()) {
            throw new InvalidCheckpoint("/run_id: comes without the uid whose run it is");
        }
        return new VerificationScope(request.uid(), request.runId());
    }

    /** Ends in a slash: {@code users/u1/} is no prefix of anything of {@code u10}. */
    String prefix() {
        return uid.map(user ->
                        runId.map(run -> ObjectKeys.runPrefix(user, run)).orElseGet(() -> ObjectKeys.userPrefix(user)))
                .orElse(ObjectKeys.USERS);
    }

    boolean includes(Uid user, RunId run) {
        return uid.map(user::equals).orElse(true) && runId.map(run::equals).orElse(true);
    }
}
