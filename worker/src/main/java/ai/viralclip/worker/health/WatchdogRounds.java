package ai.viralclip.worker.health;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the watchdog look every second. */
final class WatchdogRounds {

    private static final Logger LOG = LoggerFactory.getLogger(WatchdogRounds.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Watchdog watchdog;

    WatchdogRounds(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** Until the thread is interrupted. */
    void run() {
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
