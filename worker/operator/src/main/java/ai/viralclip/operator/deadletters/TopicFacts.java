package ai.viralclip.operator.deadletters;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;

import ai.viralclip.operator.letters.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers say of topics, and the making of the journal. */
final class TopicFacts implements AutoCloseable {

    /**
     * A topic that is there.
     *
     * @param id another one for each topic that ever had this name
     */
    record Found(String name, String id, int partitions, short replication) {}

    private static final Duration MADE_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Admin admin;

    TopicFacts(Admin admin) {
        this.admin = admin;
    }

    Optional<Found> find(String topic) {
        try {
            TopicDescription is = await(Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
            return Optional.of(
                    new Found(topic, is.topicId().toString(), is.partitions().size(), (short)
                            is.partitions().getFirst().replicas().size()));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** @throws Refused where there is none of this name */
    Found require(String topic) {
        return find(topic)
                .orElseThrow(() -> new Refused(
                        Refused.Kind.NOT_FOUND,
                        "the brokers have no topic " + topic
                                + "; are these the worker's brokers, and may you see it?"));
    }

    /**
     * The journal, made where it lacks: as often replicated as the dead letters.
     *
     * @throws Refused where it is there and would forget what was done
     */
    Found provideJournal(String topic, Found deadLetters) {
        Optional<Found> there = find(topic);
        if (there.isEmpty()) {
            make(topic, deadLetters.replication());
            return awaitMade(topic);
        }
        Found found = there.get();
        String policy = policy(topic).orElse(CLEANUP_POLICY_COMPACT);
        if (found.partitions() != 1 || !policy.equals(CLEANUP_POLICY_COMPACT)) {
            throw new Refused(
                    Refused.Kind.BROKERS,
                    "topic " + topic + " has " + found.partitions() + " partition(s) and cleanup.policy=" + policy
                            + ": it must have one, and compact alone, or letters are replayed twice once it forgets;"
                            + " make it anew, or name another one (--journal)");
        }
        return found;
    }

    private void make(String topic, short replication) {
        NewTopic wanted =
                new NewTopic(topic, 1, replication).configs(Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT));
        try {
            await(admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException e) {
            return; // Another operator was quicker.
        }
    }

    /** The broker that is asked may hear of it later than the one that made it. */
    private Found awaitMade(String topic) {
        long deadline = System.nanoTime() + MADE_WITHIN.toNanos();
        Optional<Found> made = find(topic);
        while (made.isEmpty() && System.nanoTime() < deadline) {
            pause();
            made = find(topic);
        }
        return made.orElseGet(() -> require(topic));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Empty where it may not be asked for. */
    private Optional<String> policy(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = Objects.requireNonNull(
                    await(admin.describeConfigs(List.of(resource)).all()).get(resource));
            return Optional.ofNullable(config.get(CLEANUP_POLICY_CONFIG)).map(entry -> entry.value());
        } catch (AuthorizationException e) {
            return Optional.empty();
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException known) {
                throw known;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
