package ai.viralclip.worker.guarantees.harness;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Waits for one request to the store, and does something exactly then, once.
 *
 * @param cuts whether the request ends there: what was not passed on by then never is
 */
public record Trap(Predicate<StoreCall> which, When when, boolean cuts, Runnable action, AtomicBoolean sprung) {

    /** Where in the life of a request: nothing, half of its body, or all of it is passed on and took effect. */
    public enum When {
        BEFORE,
        MIDWAY,
        AFTER
    }

    public static Trap cutting(Predicate<StoreCall> which, When when, Runnable action) {
        return new Trap(which, when, true, action, new AtomicBoolean());
    }

    public static Trap passing(Predicate<StoreCall> which, When when, Runnable action) {
        return new Trap(which, when, false, action, new AtomicBoolean());
    }

    /** Does what it is there for, where this is the moment. Returns whether the request ends here. */
    boolean springs(StoreCall call, When now) {
        if (now != when || sprung.get() || !which.test(call) || !sprung.compareAndSet(false, true)) {
            return false;
        }
        action.run();
        return cuts;
    }
}
