package ai.viralclip.worker.requests;

import ai.viralclip.worker.kafka.ConsumerLives;
import ai.viralclip.worker.process.NeededThread;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Consumes one topic of requests, in a group of its own, so that requests and clips do not wait for each other. A
 * consumer that breaks is made anew: what was at work starts again from the committed offsets.
 */
final class RequestIntake {

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
    private final RequestEvents events;
    private final ConsumerLives lives;
    private volatile boolean stopping;
    private @Nullable NeededThread thread;

    RequestIntake(
            Kind kind,
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            RequestHandler handler,
            RequestEvents events,
            ConsumerLives lives) {
        this.kind = kind;
        this.consumers = consumers;
        this.producers = producers;
        this.handler = handler;
        this.events = events;
        this.lives = lives;
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
        lives.run(() -> stopping, this::live);
    }

    private void live() {
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
