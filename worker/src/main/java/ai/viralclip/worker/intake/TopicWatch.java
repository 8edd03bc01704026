package ai.viralclip.worker.intake;

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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers again and again which topic has the name: consumers are not told that it is another one by now.
 * Where the brokers do not answer, the last answer holds.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** One look may be waited for by the poll thread. */
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(2);

    private final Admin admin;
    private final String topic;
    private final Thread thread;
    private final long began = System.nanoTime();
    private volatile Optional<Uuid> id = Optional.empty();

    /** When each topic of the name was last seen, by {@link System#nanoTime}. */
    private final Map<Uuid, Long> seen = new ConcurrentHashMap<>();

    private TopicWatch(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
        this.thread = Thread.ofVirtual().name("topic-watch").unstarted(this::goOnLooking);
    }

    /** @param client settings of an admin client */
    static TopicWatch start(Map<String, Object> client, String topic) {
        TopicWatch watch = new TopicWatch(Admin.create(client), topic);
        watch.thread.start();
        return watch;
    }

    /** Of the topic that has the name; empty while there is none, and before the first answer. */
    Optional<Uuid> id() {
        return id;
    }

    /** Until when it was surely this one, by {@link System#nanoTime}. */
    long seenNanos(Uuid topicId) {
        return seen.getOrDefault(topicId, began);
    }

    /** Asks now, and waits for the answer, for two seconds at most. */
    synchronized void look() throws InterruptedException {
        long asked = System.nanoTime();
        try {
            Uuid found = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic))
                    .get(LOOK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .topicId();
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

    private void goOnLooking() {
        try {
            while (true) {
                look();
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            LOG.atDebug().addKeyValue("topic", topic).log("watched no more");
        }
    }
}
