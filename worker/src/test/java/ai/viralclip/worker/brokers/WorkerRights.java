package ai.viralclip.worker.brokers;

import ai.viralclip.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What the worker may do at a broker where somebody else made its topics, as OPERATIONS.md lists it; and no more. */
final class WorkerRights {

    static final String USER = "clip-worker";

    private static final String PREFIX = "clip-storage-worker";

    private static final List<String> READ = List.of(
            Topics.CLIP_RENDERED,
            Topics.CLIPS_REQUESTED,
            Topics.PURGE_REQUESTED,
            Topics.VERIFY_REQUESTED,
            Topics.PURGES,
            Topics.CLIP_READY,
            Topics.CLIP_RENDERED_DLT);

    private static final List<String> WRITTEN = List.of(
            Topics.CLIP_READY,
            Topics.CLIP_FAILED,
            Topics.CLIP_RENDERED_DLT,
            Topics.CLIPS_LISTED,
            Topics.PURGE_COMPLETED,
            Topics.VERIFY_COMPLETED,
            Topics.PURGES);

    private WorkerRights() {}

    /** Makes the topics, and gives the rights. */
    static void setUp(String servers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(topics()).all().get();
            admin.createAcls(all()).all().get();
        }
    }

    static void forbidWriting(String servers, List<String> topics) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.deleteAcls(writing(topics).stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
        }
    }

    static void allowWriting(String servers, List<String> topics) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createAcls(writing(topics)).all().get();
        }
    }

    private static List<AclBinding> writing(List<String> topics) {
        return topics.stream().map(name -> topic(name, AclOperation.WRITE)).toList();
    }

    static void takeUserAway(String servers) throws InterruptedException, ExecutionException {
        alter(servers, new UserScramCredentialDeletion(USER, ScramMechanism.SCRAM_SHA_512));
    }

    static void giveUserBack(String servers, String password) throws InterruptedException, ExecutionException {
        ScramCredentialInfo salted = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        alter(servers, new UserScramCredentialUpsertion(USER, salted, password));
    }

    private static void alter(String servers, UserScramCredentialAlteration change)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.alterUserScramCredentials(List.of(change)).all().get();
        }
    }

    private static List<NewTopic> topics() {
        NewTopic purges = new NewTopic(Topics.PURGES, Optional.of(1), Optional.empty())
                .configs(Map.of("cleanup.policy", "compact"));
        Stream<NewTopic> others = Stream.concat(READ.stream(), WRITTEN.stream())
                .distinct()
                .filter(name -> !name.equals(Topics.PURGES))
                .map(name -> new NewTopic(name, Optional.of(2), Optional.empty()));
        return Stream.concat(Stream.of(purges), others).toList();
    }

    private static List<AclBinding> all() {
        Stream<AclBinding> read = READ.stream().map(name -> topic(name, AclOperation.READ));
        Stream<AclBinding> written = WRITTEN.stream().map(name -> topic(name, AclOperation.WRITE));
        Stream<AclBinding> prefixed = Stream.of(
                right(ResourceType.GROUP, PREFIX, PatternType.PREFIXED, AclOperation.READ),
                right(ResourceType.TRANSACTIONAL_ID, PREFIX, PatternType.PREFIXED, AclOperation.WRITE));
        return Stream.of(read, written, prefixed).flatMap(rights -> rights).toList();
    }

    private static AclBinding topic(String name, AclOperation operation) {
        return right(ResourceType.TOPIC, name, PatternType.LITERAL, operation);
    }

    private static AclBinding right(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW));
    }
}
