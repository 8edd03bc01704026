package ai.viralclip.worker.guarantees.scenarios;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the groups of the workers are behind the ends of their topics, as whoever watches a group sees it. */
final class Behind {

    private static final String GROUPS = "clip-storage-worker";

    private Behind() {}

    /** By group and partition; those that are at their end are left out. */
    static Map<String, Long> groups(String bootstrapServers) {
        Map<String, Long> behind = new TreeMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Collection<GroupListing> groups = admin.listGroups(ListGroupsOptions.forConsumerGroups())
                    .all()
                    .get();
            for (GroupListing group : groups) {
                if (group.groupId().startsWith(GROUPS)) {
                    behind.putAll(group(admin, group.groupId()));
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not say how far groups are", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return behind;
    }

    private static Map<String, Long> group(Admin admin, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        committed.keySet().stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                .all()
                .get();
        Map<String, Long> behind = new TreeMap<>();
        committed.forEach((partition, commit) -> {
            long end = Objects.requireNonNull(ends.get(partition)).offset();
            if (end > commit.offset()) {
                behind.put(group + " on " + partition, end - commit.offset());
            }
        });
        return behind;
    }
}
