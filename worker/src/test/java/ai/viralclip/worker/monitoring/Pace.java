package ai.viralclip.worker.monitoring;

import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A pipeline at work: publishes clips at a steady pace until it is closed. */
final class Pace implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int EACH = 2;

    private final AtomicBoolean ends = new AtomicBoolean();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /** One that has not begun. */
    Pace(Watched watched) {
        thread = Thread.ofVirtual().name("pace").unstarted(() -> {
            while (!ends.get()) {
                sent(watched.publish(EACH));
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        });
    }

    void begin() {
        thread.start();
    }

    void sent(List<Rendered> clips) {
        clips.forEach(clip -> sent.add(clip.id()));
    }

    /** The ids of all events so far. */
    List<String> sent() {
        return List.copyOf(sent);
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
