package ai.viralclip.worker.local;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What a cluster says of itself. Connects anew for each question: the brokers come and go in between. */
final class ClusterView {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private final int brokers;

    ClusterView(String servers, int brokers) {
        this.brokers = brokers;
        int timeout = Math.toIntExact(ANSWERS_WITHIN.toMillis());
        this.settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 500,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    }

    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    /**
     * Whether all brokers are up, and every partition, Kafka's own included, is on all of its replicas and led by the
     * first of them. Asks for the leaderships where nothing but they is missing.
     */
    boolean isAsAtFirst() {
        try {
            return ask(this::isAsAtFirst);
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private boolean isAsAtFirst(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        if (await(admin.describeCluster().nodes()).size() < brokers) {
            return false;
        }
        List<TopicPartitionInfo> partitions = partitions(admin);
        if (!partitions.stream()
                .allMatch(one -> one.isr().size() == one.replicas().size())) {
            return false;
        }
        if (partitions.stream().allMatch(one -> one.replicas().getFirst().equals(one.leader()))) {
            return true;
        }
        await(admin.electLeaders(ElectionType.PREFERRED, null).partitions());
        return false;
    }

    /** The node's id. */
    int transactionCoordinator(String transactionalId) {
        return ask(admin -> await(
                        admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                .coordinatorId());
    }

    /** The client ids of the group's members that own a partition: none before the first has joined. */
    Set<String> owners(String groupId) {
        return ask(admin -> members(admin, groupId)).stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .map(MemberDescription::clientId)
                .collect(Collectors.toSet());
    }

    private static Collection<MemberDescription> members(Admin admin, String groupId)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return await(admin.describeConsumerGroups(List.of(groupId)).all()).values().stream()
                    .flatMap(group -> group.members().stream())
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private <T> T ask(Question<T> question) {
        try (Admin admin = Admin.create(settings)) {
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster does not say: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the cluster does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster was asked", e);
        }
    }

    private static List<TopicPartitionInfo> partitions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> topics = await(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        return await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .toList();
    }

    private static <T> T await(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(2 * ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
