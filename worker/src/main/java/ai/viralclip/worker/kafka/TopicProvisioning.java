package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.Shown;
import ai.viralclip.worker.process.StartRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Sees to it that the topics are there: creates those that lack, or names them. Topics that exist are left as they are.
 */
public final class TopicProvisioning {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioning.class);
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(60);

    private static final Duration LONGEST_SEGMENT = Duration.ofHours(1);

    /** Brokers forget later than workers do. */
    private static final Duration MARKS_LEEWAY = Duration.ofDays(7);

    /** A dead letter is its original and a few headers, and the original may be as large as its topic let it be. */
    private static final int DEAD_LETTER_MAX_BYTES = 8 * 1024 * 1024;

    private final KafkaAdmin admin;
    private final TopicsProperties topics;
    private final Needs needs;

    /**
     * What the other rooms need of topics.
     *
     * @param replyTopics where replies may go, besides the worker's own
     * @param urlTtl a presigned URL is a bearer secret: {@code clip-ready} keeps none for longer than it lives
     * @param marks how long marks of purges are needed
     */
    public record Needs(List<String> replyTopics, Duration urlTtl, Duration marks) {

        public Needs {
            replyTopics = List.copyOf(replyTopics);
        }
    }

    TopicProvisioning(KafkaAdmin admin, TopicsProperties topics, Needs needs) {
        this.admin = admin;
        this.topics = topics;
        this.needs = needs;
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

    void create(Admin client, List<NewTopic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, KafkaFuture<Void>> made = client.createTopics(missing).values();
        List<NewTopic> plainer = new ArrayList<>();
        for (NewTopic topic : missing) {
            try {
                await(Objects.requireNonNull(made.get(topic.name())));
                LOG.atInfo().addKeyValue("topic", topic.name()).log("topic created");
            } catch (ExecutionException e) {
                refused(topic, Objects.requireNonNullElse(e.getCause(), e)).ifPresent(plainer::add);
            }
        }
        if (!plainer.isEmpty()) {
            create(client, plainer);
        }
    }

    /**
     * Managed brokers forbid some settings. Without {@code segment.ms} a topic keeps its records for longer, which is
     * told; without any of the others it would not be what the worker needs.
     *
     * @return what is to be tried instead; empty where the topic is there by now
     * @throws ExecutionException where it is not this topic that was refused
     */
    private static Optional<NewTopic> refused(NewTopic topic, Throwable why) throws ExecutionException {
        boolean isOfSettings = why instanceof InvalidConfigurationException
                || why instanceof PolicyViolationException
                || why instanceof InvalidRequestException;
        if (why instanceof TopicExistsException) {
            // Another worker that starts at the same time was quicker.
            return Optional.empty();
        }
        if (isOfSettings && configs(topic).containsKey(TopicConfig.SEGMENT_MS_CONFIG)) {
            LOG.atWarn()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("detail", Shown.sentence(String.valueOf(why.getMessage())))
                    .log("created without segment.ms: its URLs stay there for longer than they live");
            Map<String, String> others = new HashMap<>(configs(topic));
            others.remove(TopicConfig.SEGMENT_MS_CONFIG);
            return Optional.of(copyOf(topic).configs(others));
        }
        if (isOfSettings || why instanceof InvalidReplicationFactorException || why instanceof InvalidTopicException) {
            throw KafkaRefusal.ofTopic(topic, why);
        }
        throw new ExecutionException(why);
    }

    /** None where none were set. */
    private static Map<String, String> configs(NewTopic topic) {
        return Objects.requireNonNullElse(topic.configs(), Map.of());
    }

    private static NewTopic copyOf(NewTopic topic) {
        return new NewTopic(
                topic.name(),
                topic.numPartitions() < 0 ? Optional.empty() : Optional.of(topic.numPartitions()),
                topic.replicationFactor() < 0 ? Optional.empty() : Optional.of(topic.replicationFactor()));
    }

    /** All that the worker reads or writes, as it makes them where they lack. */
    List<NewTopic> wanted() {
        String urlLife = Long.toString(needs.urlTtl().toMillis());
        String deadLetterMax = Integer.toString(DEAD_LETTER_MAX_BYTES);
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(topic(topics.clipRendered()));
        // Whole segments are deleted: one that stayed open would keep its records for longer.
        String segmentLife = Long.toString(Math.min(needs.urlTtl().toMillis(), LONGEST_SEGMENT.toMillis()));
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
        wanted.add(topic(topics.verifyRequested()));
        wanted.add(topic(topics.verifyCompleted()));
        needs.replyTopics().stream()
                .filter(name -> wanted.stream().noneMatch(topic -> topic.name().equals(name)))
                .toList()
                .forEach(name -> wanted.add(topic(name).configs(urls)));
        // All in one partition, so that a worker follows one log. A mark is never older than its record.
        wanted.add(new NewTopic(topics.purges(), Optional.of(1), replication())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(needs.marks().plus(MARKS_LEEWAY).toMillis()))));
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
