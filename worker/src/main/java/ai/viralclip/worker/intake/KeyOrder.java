package ai.viralclip.worker.intake;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Events of one clip take effect in their order (SEMANTICS.md): the next begins when the one before it is settled, not
 * merely stored, so that {@code clip-ready} never speaks of bytes that a later rendering has replaced already.
 * Different clips know nothing of each other. Used by the poll thread alone.
 */
final class KeyOrder {

    /**
     * A producer that repeats itself does so soon: a clip is remembered for as long as so many others came after it.
     */
    private static final int REMEMBERED = 2_000;

    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    /** Whether an event of this clip is in its lane, or was lately: its bytes may be in the store. */
    boolean isFamiliar(String clip) {
        return seen.contains(clip);
    }

    /** Starts the work now, or when all that entered this clip's lane before it has left. */
    void enter(String clip, Runnable start) {
        remember(clip);
        Queue<Runnable> lane = waiting.get(clip);
        if (lane == null) {
            waiting.put(clip, new ArrayDeque<>(0));
            start.run();
        } else {
            lane.add(start);
        }
    }

    /** The work at the head of the clip's lane is settled. */
    void leave(String clip) {
        Queue<Runnable> lane = waiting.get(clip);
        Runnable next = lane == null ? null : lane.poll();
        if (next == null) {
            waiting.remove(clip);
        } else {
            next.run();
        }
    }

    private void remember(String clip) {
        seen.remove(clip);
        seen.add(clip);
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
    }
}
