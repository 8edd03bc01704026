package ai.viralclip.worker.kafka;

import ai.viralclip.worker.process.Recurring;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer after the other. One that breaks is given up and made anew: whatever broke, starting over from the
 * committed offsets is always right, and what was in flight starts again from there. A defect shows as an error again
 * and again.
 */
public final class ConsumerLives {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLives.class);
    private static final Duration BETWEEN_LIVES = Duration.ofSeconds(2);

    /** From the making of its clients to their end. */
    public interface Life {

        /** Returns once it is told to end. */
        void live() throws InterruptedException;
    }

    private final String topic;
    private final Recurring breaks;
    private final Runnable broke;

    /**
     * @param topic that is consumed, for the log
     * @param broke is called each time that a life has broken
     */
    public ConsumerLives(String topic, InstantSource clock, Runnable broke) {
        this.topic = topic;
        this.breaks = new Recurring(clock);
        this.broke = broke;
    }

    /** Lives until it is over. */
    public void run(BooleanSupplier isOver, Life life) {
        try {
            while (!isOver.getAsBoolean()) {
                live(life);
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.atWarn().addKeyValue("topic", topic).log("interrupted: consumed no more");
        }
    }

    private void live(Life life) throws InterruptedException {
        try {
            life.live();
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            breaks.happenedAndIsDue()
                    .ifPresent(failures -> LOG.atError()
                            .addKeyValue("topic", topic)
                            .addKeyValue("failures", failures)
                            .setCause(e)
                            .log("the consumer broke and is made anew"));
            broke.run();
            Thread.sleep(BETWEEN_LIVES);
        }
    }
}
