package ai.viralclip.worker.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * Which try at a clip this is, in this process, and what the tries before it met.
 *
 * @param number from 1
 * @param lately what the last tries were deferred for, empty for the first one
 * @param preceded whether its bytes may have been stored before: by the partition's last owner, or for another event of
 *     this clip
 */
public record Attempt(int number, Optional<Streak> lately, boolean preceded) {

    /**
     * Tries in a row that were deferred for one cause.
     *
     * @param since when the first of them was deferred
     */
    public record Streak(DeferCause cause, int tries, Instant since) {}

    public static Attempt first() {
        return new Attempt(1, Optional.empty(), false);
    }

    /** The first one, of a clip whose bytes may be in the store already. */
    public static Attempt firstAfterOthers() {
        return new Attempt(1, Optional.empty(), true);
    }

    /** The try after this one was deferred: another cause begins another streak. */
    public Attempt after(DeferCause cause, Instant now) {
        return new Attempt(number + 1, Optional.of(streak(cause, now)), preceded);
    }

    /** Whether the bytes may be in the store already: then asking costs less than sending them. */
    boolean mayBeStored() {
        return number > 1 || preceded;
    }

    /** How often, and since when, it was deferred for this cause in a row, were this try deferred for it too. */
    Streak streak(DeferCause cause, Instant now) {
        return lately.filter(last -> last.cause() == cause)
                .map(last -> new Streak(cause, last.tries() + 1, last.since()))
                .orElseGet(() -> new Streak(cause, 1, now));
    }
}
