package ai.viralclip.worker.health;

import ai.viralclip.worker.process.NeededThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the watchdog look every second, from before the intake starts until after it has stopped. On a thread of the
 * platform: file systems that hang can hold every carrier of the virtual ones.
 */
final class WatchdogRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WatchdogRounds.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Watchdog watchdog;
    private final ApplicationEventPublisher availability;
    private volatile @Nullable NeededThread thread;

    WatchdogRounds(Watchdog watchdog, ApplicationEventPublisher availability) {
        this.watchdog = watchdog;
        this.availability = availability;
    }

    @Override
    public void start() {
        thread = NeededThread.start(Thread.ofPlatform().daemon().name("watchdog"), this::goRound, availability);
    }

    @Override
    public void stop() {
        NeededThread going = thread;
        if (going != null) {
            going.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void goRound() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("the watchdog looks no more");
        }
    }

    private void look() {
        try {
            watchdog.look();
        } catch (RuntimeException defect) {
            // Whoever relies on the watchdog must not lose it to one look.
            LOG.error("defect in the watchdog", defect);
        }
    }
}
