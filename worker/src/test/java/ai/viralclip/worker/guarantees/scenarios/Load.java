package ai.viralclip.worker.guarantees.scenarios;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** A pipeline at work: publishes clips at a steady pace until it is closed. */
final class Load implements AutoCloseable {

    private static final int EACH = Rounds.count() > 1 ? 3 : 2;
    private static final Duration PACE = Duration.ofMillis(500);

    private final AtomicBoolean ends = new AtomicBoolean();
    private final Thread thread;

    private Load(Arena arena, IntFunction<List<ClipRendered>> clips) {
        thread = Thread.ofVirtual().name("load").start(() -> {
            while (!ends.get()) {
                arena.publish(clips.apply(EACH));
                LockSupport.parkNanos(PACE.toNanos());
            }
        });
    }

    static Load start(Arena arena, Clips clips) {
        return start(arena, clips::next);
    }

    /** @param clips so many more of them */
    static Load start(Arena arena, IntFunction<List<ClipRendered>> clips) {
        return new Load(arena, clips);
    }

    /** Everything that was begun is published on return. */
    @Override
    public void close() {
        ends.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
