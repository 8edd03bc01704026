package ai.viralclip.worker.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * Which try at a clip this is, in this process, and what the tries before it met.
 *
 * @param number from 1
 * @param lately what the last tries were deferred for, empty for the first one
 * @param before who may have stored its bytes before
 */
public record Attempt(int number, Optional<Streak> lately, Before before) {

    /** Who was at the clip before this attempt, or those before it in a row. */
    public enum Before {
        /** As far as is known. */
        NOBODY,
        /** This worker: what it did then is done again. */
        THIS_WORKER,
        /** The partition's last owner, or whoever worked on another event of this clip. */
        OTHERS
    }

    /**
     * Tries in a row that were deferred for one cause.
     *
     * @param since when the first of them was deferred
     */
    public record Streak(DeferCause cause, int tries, Instant since) {}

    public static Attempt first() {
        return new Attempt(1, Optional.empty(), Before.NOBODY);
    }

    /** The first one, of a clip whose bytes may be in the store already. */
    public static Attempt firstAfterOthers() {
        return new Attempt(1, Optional.empty(), Before.OTHERS);
    }

    /** The first one of the same work once more: what it stored may be gone. */
    public Attempt again() {
        return new Attempt(1, Optional.empty(), before == Before.OTHERS ? Before.OTHERS : Before.THIS_WORKER);
    }

    /** The same try once more: what it stored may be gone, or is to go. */
    public Attempt repeated() {
        return new Attempt(number, lately, Before.THIS_WORKER);
    }

    /** The try after this one was deferred: another cause begins another streak. */
    public Attempt after(DeferCause cause, Instant now) {
        return new Attempt(number + 1, Optional.of(streak(cause, now)), before);
    }

    /** Whether the bytes may be in the store already: then asking costs less than sending them. */
    public boolean mayBeStored() {
        return number > 1 || before != Before.NOBODY;
    }

    /** How often, and since when, it was deferred for this cause in a row, were this try deferred for it too. */
    Streak streak(DeferCause cause, Instant now) {
        return lately.filter(last -> last.cause() == cause)
                .map(last -> new Streak(cause, last.tries() + 1, last.since()))
                .orElseGet(() -> new Streak(cause, 1, now));
    }
}
