package ai.viralclip.worker.media.file;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls to a mount that were given up and have not returned, and what they are about. Thread-safe. */
final class HungCalls {

    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentMap<Path, Integer> paths = new ConcurrentHashMap<>();

    int count() {
        return count.get();
    }

    /** Then another one about it would hang as well, and hold one more thread. */
    boolean hangs(Path path) {
        return paths.containsKey(path);
    }

    void add(Path path) {
        count.incrementAndGet();
        paths.merge(path, 1, Integer::sum);
    }

    void remove(Path path) {
        count.decrementAndGet();
        paths.computeIfPresent(path, (_, calls) -> calls > 1 ? calls - 1 : null);
    }
}
