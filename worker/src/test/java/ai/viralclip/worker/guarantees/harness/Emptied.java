package ai.viralclip.worker.guarantees.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/** Brokers without what a test left there: no topics but Kafka's own, and no groups. */
final class Emptied {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private Emptied() {}

    /**
     * Whoever read or wrote there is gone. A killed member of a group that was not missed yet may be missed just while
     * it is sent away, which fails; once more, then.
     */
    static void brokers(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await("brokers without groups")
                    .atMost(WITHIN)
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .untilAsserted(() -> removeGroups(admin));
            admin.deleteTopics(topics(admin)).all().get();
            await("brokers without topics")
                    .atMost(WITHIN)
                    .until(() -> topics(admin).isEmpty());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics cannot be deleted", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void removeGroups(Admin admin) throws ExecutionException, InterruptedException {
        List<String> groups = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        for (String group : groups) {
            sendMembersAway(admin, group);
        }
        admin.deleteConsumerGroups(groups).all().get();
    }

    private static void sendMembersAway(Admin admin, String group) throws ExecutionException, InterruptedException {
        boolean isEmpty = admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .allMatch(one -> one.members().isEmpty());
        if (!isEmpty) {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
    }

    private static Collection<String> topics(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }
}
