package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers which topic has a name, when it is asked or again and again. One that was deleted and made anew is
 * another, with another id, and consumers are not told: they go on at the offset that they had reached in the old one.
 * Where the brokers do not answer, the last answer holds.
 */
public final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Between two that are wanted. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    /** One look may be waited for by the poll thread. */
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    /** One topic: no other ever has its id. */
    public record Topic(Uuid id, int partitions) {}

    private final Admin admin;
    private final String topic;
    private final Thread thread;
    private final long began = System.nanoTime();
    private volatile Optional<Uuid> id = Optional.empty();

    private final Object wanting = new Object();
    private boolean isWanted;

    /** When each topic of the name was last seen, by {@link System#nanoTime}. */
    private final Map<Uuid, Long> seen = new ConcurrentHashMap<>();

    private TopicWatch(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
        this.thread = Thread.ofVirtual().name("topic-watch").unstarted(this::goOnLooking);
    }

    /**
     * Asks when it is asked.
     *
     * @param client settings of an admin client
     */
    public static TopicWatch of(Map<String, Object> client, String topic) {
        return new TopicWatch(Admin.create(client), topic);
    }

    /** Asks again and again, from now on. */
    public static TopicWatch start(Map<String, Object> client, String topic) {
        TopicWatch watch = of(client, topic);
        watch.thread.start();
        return watch;
    }

    /** Of the topic that has the name; empty while there is none, and before the first answer. */
    public Optional<Uuid> id() {
        return id;
    }

    /** Whether it was seen by a look that began then, or later, by {@link System#nanoTime}. */
    public boolean isSeenSince(Uuid topicId, long nanos) {
        Long last = seen.get(topicId);
        return last != null && last - nanos >= 0;
    }

    /** A look is to begin soon. Does not block. */
    public void want() {
        synchronized (wanting) {
            isWanted = true;
            wanting.notifyAll();
        }
    }

    /** Until when it was surely this one, by {@link System#nanoTime}. */
    public long seenNanos(Uuid topicId) {
        return seen.getOrDefault(topicId, began);
    }

    /**
     * Asks now, and waits for the answer, for ten seconds at most.
     *
     * @throws KafkaException where there is none of the name, or the brokers do not say
     */
    public Topic now() throws InterruptedException {
        try {
            return ask(ANSWER_TIMEOUT);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(
                    "the topic " + topic + " cannot be looked at", Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private Topic ask(Duration within) throws InterruptedException, ExecutionException, TimeoutException {
        TopicDescription answer = Objects.requireNonNull(
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .get(within.toMillis(), TimeUnit.MILLISECONDS);
        return new Topic(answer.topicId(), answer.partitions().size());
    }

    /** Asks now, and waits for the answer, for two seconds at most. */
    public synchronized void look() throws InterruptedException {
        long asked = System.nanoTime();
        try {
            Uuid found = ask(LOOK_TIMEOUT).id();
            seen.put(found, asked);
            id = Optional.of(found);
        } catch (TimeoutException | KafkaException e) {
            unknown(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                id = Optional.empty();
            } else {
                unknown(e.getCause());
            }
        }
    }

    private void unknown(@Nullable Throwable why) {
        LOG.atDebug()
                .addKeyValue("topic", topic)
                .addKeyValue("detail", Shown.sentence(String.valueOf(why)))
                .log("the brokers do not say which topic it is");
    }

    @Override
    public void close() {
        thread.interrupt();
        admin.close(Duration.ZERO);
    }

    private void awaitWanted() throws InterruptedException {
        synchronized (wanting) {
            long end = System.nanoTime() + BETWEEN_LOOKS.minus(SHORTEST_PAUSE).toNanos();
            long left = BETWEEN_LOOKS.minus(SHORTEST_PAUSE).toMillis();
            while (!isWanted && left > 0) {
                wanting.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
            isWanted = false;
        }
    }

    private void goOnLooking() {
        try {
            while (true) {
                look();
                Thread.sleep(SHORTEST_PAUSE);
                awaitWanted();
            }
        } catch (InterruptedException e) {
            LOG.atDebug().addKeyValue("topic", topic).log("watched no more");
        }
    }
}
