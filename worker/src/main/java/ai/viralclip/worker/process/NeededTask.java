package ai.viralclip.worker.process;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/** Runs from the application's start to its stop, on a {@link NeededThread}; its stop interrupts it. */
public final class NeededTask implements SmartLifecycle {

    private final Thread.Builder builder;
    private final Runnable first;
    private final Runnable body;
    private final Phase phase;
    private final ApplicationEventPublisher availability;
    private volatile @Nullable NeededThread thread;

    /** @param builder with the thread's name */
    public NeededTask(Thread.Builder builder, Runnable body, Phase phase, ApplicationEventPublisher availability) {
        this(builder, () -> {}, body, phase, availability);
    }

    /** @param first what the start does itself before there is a thread; where it throws, nothing is started */
    public NeededTask(
            Thread.Builder builder,
            Runnable first,
            Runnable body,
            Phase phase,
            ApplicationEventPublisher availability) {
        this.builder = builder;
        this.first = first;
        this.body = body;
        this.phase = phase;
        this.availability = availability;
    }

    @Override
    public void start() {
        first.run();
        thread = NeededThread.start(builder, body, availability);
    }

    @Override
    public void stop() {
        NeededThread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return phase.value();
    }
}
