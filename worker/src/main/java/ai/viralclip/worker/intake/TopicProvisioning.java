package ai.viralclip.worker.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Sees to it that the topics are there: creates those that lack, or names them. Topics that exist are left as they are.
 */
final class TopicProvisioning {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioning.class);
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(60);

    private static final Duration LONGEST_SEGMENT = Duration.ofHours(1);

    /** Brokers forget later than workers do. */
    private static final Duration MARKS_LEEWAY = Duration.ofDays(7);

    /** A dead letter is its original and a few headers, and the original may be as large as its topic let it be. */
    private static final int DEAD_LETTER_MAX_BYTES = 8 * 1024 * 1024;

    private final KafkaAdmin admin;
    private final TopicsProperties topics;
    private final List<String> replyTopics;
    private final Duration urlTtl;
    private final Duration marks;

    /**
     * @param urlTtl a presigned URL is a bearer secret: {@code clip-ready} keeps none for longer than it lives
     * @param marks how long marks of purges are needed
     */
    TopicProvisioning(
            KafkaAdmin admin, TopicsProperties topics, List<String> replyTopics, Duration urlTtl, Duration marks) {
        this.admin = admin;
        this.topics = topics;
        this.replyTopics = replyTopics;
        this.urlTtl = urlTtl;
        this.marks = marks;
    }

    /** @throws StartRefused where topics lack and may not be created, or the brokers do not answer */
    void provide() {
        try (Admin client = client()) {
            Set<String> existing = await(client.listTopics().names());
            List<NewTopic> missing = wanted().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            if (!missing.isEmpty() && !topics.create()) {
                throw new StartRefused(
                        "Topics are missing: " + names(missing),
                        "Create them, or let the worker do it with clip.topics.create=true. Where they are there, the"
                                + " worker's Kafka user may not see them.");
            }
            create(client, missing);
        } catch (TimeoutException e) {
            throw noBroker();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw noBroker();
            }
            throw KafkaRefusal.ofBrokers(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while asking for topics", "Start again.");
        }
    }

    private Admin client() {
        try {
            return Admin.create(admin.getConfigurationProperties());
        } catch (KafkaException e) {
            throw KafkaRefusal.ofClient(e);
        }
    }

    private StartRefused noBroker() {
        return new StartRefused(
                "No Kafka broker answered within " + BROKER_PATIENCE.toSeconds() + " s at "
                        + admin.getConfigurationProperties().get("bootstrap.servers"),
                "Look at SPRING_KAFKA_BOOTSTRAP_SERVERS, whether the brokers are up, and whether"
                        + " SPRING_KAFKA_SECURITY_PROTOCOL is theirs.");
    }

    private void create(Admin client, List<NewTopic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Map.Entry<String, KafkaFuture<Void>> made :
                client.createTopics(missing).values().entrySet()) {
            try {
                await(made.getValue());
                LOG.atInfo().addKeyValue("topic", made.getKey()).log("topic created");
            } catch (ExecutionException e) {
                // Another worker that starts at the same time was quicker.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** All that the worker reads or writes, as it makes them where they lack. */
    List<NewTopic> wanted() {
        String urlLife = Long.toString(urlTtl.toMillis());
        String deadLetterMax = Integer.toString(DEAD_LETTER_MAX_BYTES);
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(topic(topics.clipRendered()));
        // Whole segments are deleted: one that stayed open would keep its records for longer.
        String segmentLife = Long.toString(Math.min(urlTtl.toMillis(), LONGEST_SEGMENT.toMillis()));
        Map<String, String> urls =
                Map.of(TopicConfig.RETENTION_MS_CONFIG, urlLife, TopicConfig.SEGMENT_MS_CONFIG, segmentLife);
        wanted.add(topic(topics.clipReady()).configs(urls));
        wanted.add(topic(topics.clipFailed()));
        wanted.add(
                topic(topics.clipRenderedDlt()).configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, deadLetterMax)));
        wanted.add(topic(topics.clipsRequested()));
        wanted.add(topic(topics.clipsListed()).configs(urls));
        wanted.add(topic(topics.purgeRequested()));
        wanted.add(topic(topics.purgeCompleted()));
        replyTopics.stream()
                .filter(name -> wanted.stream().noneMatch(topic -> topic.name().equals(name)))
                .toList()
                .forEach(name -> wanted.add(topic(name).configs(urls)));
        // All in one partition, so that a worker follows one log. A mark is never older than its record.
        wanted.add(new NewTopic(topics.purges(), Optional.of(1), replication())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(marks.plus(MARKS_LEEWAY).toMillis()))));
        return wanted;
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(topics.partitions()), replication());
    }

    private Optional<Short> replication() {
        return topics.replicationFactor() < 0 ? Optional.empty() : Optional.of(topics.replicationFactor());
    }

    private static String names(List<NewTopic> topics) {
        return String.join(", ", topics.stream().map(NewTopic::name).toList());
    }

    private static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(BROKER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
