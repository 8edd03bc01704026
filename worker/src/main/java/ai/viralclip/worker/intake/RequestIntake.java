package ai.viralclip.worker.intake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Consumes one topic of requests, in a group of its own, so that requests and clips do not wait for each other. A
 * consumer that breaks is made anew: what was at work starts again from the committed offsets.
 */
final class RequestIntake {

    private static final Logger LOG = LoggerFactory.getLogger(RequestIntake.class);
    private static final Duration BETWEEN_LIVES = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** What it reads, and how it is told from the other. */
    record Kind(RequestKind of, String topic, String group) {

        String name() {
            return of.wireName();
        }
    }

    private final Kind kind;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ProducerFactory<byte[], byte[]> producers;
    private final RequestHandler handler;
    private final Recurring breaks;
    private final RequestEvents events;
    private volatile boolean stopping;
    private @Nullable NeededThread thread;

    RequestIntake(
            Kind kind,
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            RequestHandler handler,
            InstantSource clock,
            RequestEvent.Listener events) {
        this.kind = kind;
        this.consumers = consumers;
        this.producers = producers;
        this.handler = handler;
        this.breaks = new Recurring(clock);
        this.events = new RequestEvents(kind.of(), clock, events);
    }

    void start(ApplicationEventPublisher availability) {
        thread = NeededThread.start(Thread.ofPlatform().name("requests-" + kind.name()), this::run, availability);
    }

    /** What is at work is broken off, and is its next owner's. */
    void stop() throws InterruptedException {
        stopping = true;
        NeededThread running = thread;
        if (running != null) {
            running.mayEnd();
            if (!running.join(FAREWELL)) {
                running.interrupt();
            }
        }
    }

    void run() {
        try {
            while (!stopping) {
                live();
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.atWarn().addKeyValue("kind", kind.name()).log("interrupted: no more requests");
        }
    }

    private void live() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumer();
                RequestTransactions transactions = new RequestTransactions(consumer, producers, kind.name())) {
            RequestLoop loop = new RequestLoop(consumer, transactions, handler, events);
            loop.subscribe(kind.topic());
            try {
                while (!stopping) {
                    loop.turn();
                }
            } finally {
                loop.abandon();
            }
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever broke, starting over from the committed offsets is always right.
            breaks.happenedAndIsDue()
                    .ifPresent(failures -> LOG.atError()
                            .addKeyValue("kind", kind.name())
                            .addKeyValue("failures", failures)
                            .setCause(e)
                            .log("the consumer of requests broke and is made anew"));
            Thread.sleep(BETWEEN_LIVES);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Properties few = new Properties();
        few.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(handler.atOnce()));
        // A reply's topic that was deleted stays so.
        few.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return consumers.createConsumer(kind.group(), null, null, few);
    }
}
