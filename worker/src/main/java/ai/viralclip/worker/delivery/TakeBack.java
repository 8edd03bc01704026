package ai.viralclip.worker.delivery;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after clips whose work has ended, each on a thread of its own: whether a purge reaches them, so that what they
 * stored is to be taken back.
 *
 * <p>Each is looked at twice. A store may apply a write whose sender hung up, a little later; and a purge may begin
 * right after the first look, and be through before that.
 */
public final class TakeBack {

    private static final Logger LOG = LoggerFactory.getLogger(TakeBack.class);

    /** By then a store has applied what it applies of a request that was broken off. */
    public static final Duration LATE = Duration.ofSeconds(30);

    /** Takes back what is stored of a clip, if it was purged. */
    public interface Look {
        void at(RenderedClip clip) throws InterruptedException;
    }

    private final Look look;
    private final Duration late;
    private int looking;

    public TakeBack(Look look, Duration late) {
        this.look = look;
        this.late = late;
    }

    /** Once whatever is at work on it has ended, and once more later. */
    public void after(Thread atWork, RenderedClip clip) {
        looking(1);
        start(clip, () -> {
            try {
                atWork.join();
                look.at(clip);
            } finally {
                looking(-1);
            }
            Thread.sleep(late);
            look.at(clip);
        });
    }

    /** Once, after what the store is still about to apply. */
    public void later(RenderedClip clip) {
        start(clip, () -> {
            Thread.sleep(late);
            look.at(clip);
        });
    }

    /** Until all that was given up was looked at once, or time is up; returns how many were not. */
    public synchronized int awaitFirstLooks(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); looking > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return looking;
    }

    private synchronized void looking(int more) {
        looking += more;
        notifyAll();
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void start(RenderedClip clip, Task task) {
        Thread.ofVirtual().name("take-back").start(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                LOG.atDebug().addKeyValue("event_id", clip.id()).log("not looked after");
            }
        });
    }
}
