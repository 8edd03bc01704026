package ai.viralclip.worker.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A thread that the worker cannot do without. Where it ends before it may, by whatever, liveness is down: whoever runs
 * the worker must start it again, as nothing in it can.
 */
public final class NeededThread {

    private static final Logger LOG = LoggerFactory.getLogger(NeededThread.class);

    private final Runnable body;
    private final ApplicationEventPublisher availability;
    private final Thread thread;
    private volatile boolean mayEnd;

    private NeededThread(Thread.Builder builder, Runnable body, ApplicationEventPublisher availability) {
        this.body = body;
        this.availability = availability;
        this.thread = builder.unstarted(this::run);
    }

    /**
     * Starts it.
     *
     * @param builder with the thread's name, which the log tells where it ends
     */
    public static NeededThread start(Thread.Builder builder, Runnable body, ApplicationEventPublisher availability) {
        NeededThread needed = new NeededThread(builder, body, availability);
        needed.thread.start();
        return needed;
    }

    /** From now on it is not needed any more. */
    public void mayEnd() {
        mayEnd = true;
    }

    /** It may end, and is to. */
    public void interrupt() {
        mayEnd = true;
        thread.interrupt();
    }

    /** Waits until it has ended. Returns whether it did in time. */
    public boolean join(Duration within) throws InterruptedException {
        return thread.join(within);
    }

    private void run() {
        try {
            body.run();
            ended(null);
        } catch (RuntimeException | Error death) {
            // Even an Error, such as want of memory: nobody else hears of it.
            ended(death);
        }
    }

    private void ended(@Nullable Throwable death) {
        if (mayEnd) {
            return;
        }
        try {
            LOG.atError()
                    .addKeyValue("thread", thread.getName())
                    .setCause(death)
                    .log("a thread has ended that the worker needs: it is to be started again");
        } finally {
            AvailabilityChangeEvent.publish(availability, this, LivenessState.BROKEN);
        }
    }
}
