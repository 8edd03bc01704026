package ai.viralclip.worker.intake;

import ai.viralclip.worker.process.NeededThread;
import ai.viralclip.worker.process.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/** Starts the consumption of clips with the application, and drains it when the application stops. */
final class Intake implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** After the clips, the last transaction and the farewell to the group need a moment as well. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Consumption consumption;
    private final PurgeGuard purges;
    private final Duration drainTimeout;
    private final ApplicationEventPublisher availability;
    private @Nullable NeededThread polling;

    Intake(Consumption consumption, PurgeGuard purges, Duration drainTimeout, ApplicationEventPublisher availability) {
        this.consumption = consumption;
        this.purges = purges;
        this.drainTimeout = drainTimeout;
        this.availability = availability;
    }

    @Override
    public void start() {
        polling = NeededThread.start(Thread.ofPlatform().name("intake"), consumption::run, availability);
    }

    @Override
    public void stop() {
        NeededThread intake = polling;
        if (intake == null) {
            return;
        }
        LOG.atInfo().addKeyValue("timeout_seconds", drainTimeout.toSeconds()).log("draining");
        intake.mayEnd();
        consumption.drain(drainTimeout);
        try {
            if (!intake.join(drainTimeout.plus(FAREWELL))) {
                LOG.warn("not drained in time: what is in flight is left to the next owner");
            }
            // While purges are still followed: what was given up is taken back, as long as this process lives.
            purges.awaitGivenUp(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        polling = null;
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }

    @Override
    public int getPhase() {
        return Phase.CLIPS.value();
    }
}
