package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How long the credentials are good for, where they are temporary ones. By the clock that the store is known by; its
 * own word comes with the first request that it refuses, and a URL asks it for nothing.
 */
final class Session {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Optional<Instant> end;
    private final InstantSource clock;

    /** @param end empty where the credentials last */
    Session(Optional<Instant> end, InstantSource clock) {
        this.end = end;
        this.clock = clock;
    }

    Optional<Instant> end() {
        return end;
    }

    boolean isOver() {
        return end.filter(at -> at.isBefore(clock.instant().plus(SHORTEST))).isPresent();
    }

    /**
     * @param what is not done any more
     * @throws StoreException {@link StoreFailure.Denied} once they have ended: what is signed with them is worth
     *     nothing
     */
    void check(String what) throws StoreException {
        if (isOver()) {
            throw new StoreException(new StoreFailure.Denied(what + ": the temporary credentials ended at "
                    + end.orElseThrow() + " (R2_KEY_EXPIRES_AT): set new ones, and restart the worker"));
        }
    }
}
