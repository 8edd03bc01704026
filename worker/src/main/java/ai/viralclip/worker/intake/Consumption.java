package ai.viralclip.worker.intake;

import ai.viralclip.worker.bucket.Gate;
import ai.viralclip.worker.kafka.ConsumerLives;
import ai.viralclip.worker.kafka.TopicWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The poll thread's whole life: one {@link PollLoop} after the other, each with clients of its own. */
final class Consumption {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
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
    private final ConsumerLives lives;
    private final Gate gate;
    private final InstantSource clock;

    private volatile Instant drainUntil = Instant.MAX;

    Consumption(Clients clients, Loops loops, ConsumerLives lives, Gate gate, InstantSource clock) {
        this.clients = clients;
        this.loops = loops;
        this.lives = lives;
        this.gate = gate;
        this.clock = clock;
    }

    /** Consumes until drained. */
    void run() {
        try {
            // A worker that cannot store anything yet takes no partition away from one that can.
            while (gate.closed().isPresent() && !isDraining()) {
                Thread.sleep(BETWEEN_LOOKS_AT_THE_GATE);
            }
            lives.run(this::isDraining, this::live);
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
        }
    }

    private boolean isDraining() {
        return !drainUntil.equals(Instant.MAX);
    }
}
