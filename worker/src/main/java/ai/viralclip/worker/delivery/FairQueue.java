package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.Uid;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * What waits, in turn among users: each user with something in the queue is served once before any is served twice. A
 * user's own are served in their order. Not thread-safe.
 */
final class FairQueue<T> {

    /** In the order of their turns: whoever was served goes to the end. */
    private final Map<Uid, Queue<T>> waiting = new LinkedHashMap<>();

    void add(Uid uid, T one) {
        waiting.computeIfAbsent(uid, u -> new ArrayDeque<>(1)).add(one);
    }

    /** The next one in turn, left where it is. */
    Optional<T> peek() {
        return waiting.values().stream().findFirst().map(Queue::element);
    }

    /** Takes the next one in turn. */
    Optional<T> poll() {
        Iterator<Map.Entry<Uid, Queue<T>>> turns = waiting.entrySet().iterator();
        if (!turns.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<Uid, Queue<T>> turn = turns.next();
        Uid uid = turn.getKey();
        Queue<T> own = turn.getValue();
        turns.remove();
        T next = own.remove();
        if (!own.isEmpty()) {
            waiting.put(uid, own);
        }
        return Optional.of(next);
    }

    /** Takes back what need not wait any more. */
    void remove(Uid uid, T one) {
        Queue<T> own = waiting.getOrDefault(uid, new ArrayDeque<>(0));
        own.remove(one);
        if (own.isEmpty()) {
            waiting.remove(uid);
        }
    }
}
