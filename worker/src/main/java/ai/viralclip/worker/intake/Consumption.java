package ai.viralclip.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll thread's whole life. A consumer that breaks is given up and made anew: what was in flight starts again from
 * the committed offsets, and nothing is published twice.
 */
final class Consumption {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final Duration BETWEEN_LIVES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS_AT_THE_GATE = Duration.ofMillis(100);

    /** Makes the loop that lives as long as its consumer and its producer do. */
    interface Loops {
        PollLoop over(Consumer<byte[], byte[]> consumer, TopicWatch topic, Settlement settlement);
    }

    /** What makes the clients of one life. */
    record Clients(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<TopicWatch> topics,
            Function<Consumer<byte[], byte[]>, Settlement> settlements) {}

    private final Clients clients;
    private final Loops loops;
    private final Gate gate;
    private final InstantSource clock;
    private final IntakeEvent.Listener events;

    private final Recurring breaks;
    private volatile Instant drainUntil = Instant.MAX;

    Consumption(Clients clients, Loops loops, Gate gate, InstantSource clock, IntakeEvent.Listener events) {
        this.clients = clients;
        this.loops = loops;
        this.gate = gate;
        this.clock = clock;
        this.breaks = new Recurring(clock);
        this.events = events;
    }

    /** Consumes until drained. */
    void run() {
        try {
            // A worker that cannot store anything yet takes no partition away from one that can.
            while (gate.closed().isPresent() && !isDraining()) {
                Thread.sleep(BETWEEN_LOOKS_AT_THE_GATE);
            }
            while (!isDraining()) {
                live();
            }
        } catch (InterruptedException e) {
            LOG.warn("interrupted: consuming no more");
        }
    }

    /** Reads no more; ends once nothing is in flight, or after the time given. */
    void drain(Duration within) {
        drainUntil = clock.instant().plus(within);
    }

    private void live() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = clients.consumers().get();
                TopicWatch topic = clients.topics().get();
                Settlement settlement = clients.settlements().apply(consumer)) {
            PollLoop loop = loops.over(consumer, topic, settlement);
            try {
                loop.run(this::isDraining, () -> clock.instant().isAfter(drainUntil));
            } finally {
                loop.abandon();
            }
        } catch (RuntimeException e) {
            // Whatever broke, starting over from the committed offsets is always right; a defect shows as an error
            // again and again.
            breaks.happenedAndIsDue()
                    .ifPresent(failures -> LOG.atError()
                            .addKeyValue("failures", failures)
                            .setCause(e)
                            .log("the consumer broke and is made anew"));
            events.on(new IntakeEvent.Restarted());
            Thread.sleep(BETWEEN_LIVES);
        }
    }

    private boolean isDraining() {
        return !drainUntil.equals(Instant.MAX);
    }
}
