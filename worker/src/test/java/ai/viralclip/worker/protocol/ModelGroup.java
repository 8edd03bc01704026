package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A group as the classic protocol has it, with the cooperative assignor: everybody joins again, a generation is made,
 * and what moves is given to its new owner in the next one, when the old owner has let go of it.
 */
final class ModelGroup {

    /** One member, as the brokers see it and as it sees itself. */
    static final class Member {

        final String id;
        final Host host;
        final String topic;
        final Set<TopicPartition> owned = new LinkedHashSet<>();
        final Set<TopicPartition> given = new LinkedHashSet<>();
        int generation = -1;
        boolean joined;
        boolean gone;

        Member(String id, Host host, String topic) {
            this.id = id;
            this.host = host;
            this.topic = topic;
        }
    }

    final String name;
    private final ModelBroker broker;
    private final List<Member> members = new ArrayList<>();
    private final Map<TopicPartition, Member> wanted = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new LinkedHashMap<>();
    private final List<Txn> pending = new ArrayList<>();
    private int generation;
    private int made;
    private int rotation;
    private boolean preparing;

    ModelGroup(ModelBroker broker, String name) {
        this.broker = broker;
        this.name = name;
    }

    Member join(Host host, String topic) {
        Member member = new Member(host.name + "-" + made++, host, topic);
        members.add(member);
        prepare();
        return member;
    }

    void leave(Member member) {
        if (members.remove(member)) {
            member.gone = true;
            wanted.values().removeIf(member::equals);
            prepare();
            completeIfAllJoined();
        }
    }

    void expel(Host host) {
        List.copyOf(members).stream().filter(member -> member.host == host).forEach(this::leave);
    }

    /** What was one member's becomes another's. */
    void shuffle() {
        rotation++;
        wanted.clear();
        prepare();
    }

    boolean isPreparing() {
        return preparing;
    }

    /** Whether the member has to take over what the last generation gives it. */
    boolean isBehind(Member member) {
        return !preparing && member.generation != generation;
    }

    /** The member takes part, where that is asked for. */
    void rejoin(Member member) {
        if (preparing) {
            member.joined = true;
            completeIfAllJoined();
        }
    }

    /** What the last generation takes from the member. */
    List<TopicPartition> takenFrom(Member member) {
        member.generation = generation;
        return member.owned.stream().filter(one -> wanted.get(one) != member).toList();
    }

    /** It has let go of that: now it can be given to others. */
    void letGo(Member member, List<TopicPartition> taken) {
        taken.forEach(member.owned::remove);
        if (!taken.isEmpty() && !member.gone) {
            prepare();
        }
    }

    /** Everything that was committed, or nothing where that is not decided yet. */
    Optional<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
        if (pending.stream().anyMatch(txn -> txn.offsets.keySet().stream().anyMatch(partitions::contains))) {
            return Optional.empty();
        }
        Map<TopicPartition, OffsetAndMetadata> found = new LinkedHashMap<>(committed);
        found.keySet().retainAll(partitions);
        return Optional.of(found);
    }

    Optional<OffsetAndMetadata> committed(TopicPartition partition) {
        return Optional.ofNullable(committed.get(partition));
    }

    void commit(Member member, Map<TopicPartition, OffsetAndMetadata> offsets) {
        check(member.id, member.generation);
        committed.putAll(offsets);
    }

    void commit(Txn txn, Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata by) {
        broker.touch(txn);
        if (broker.planted == Planted.UNFENCED_PURGE && txn.announces) {
            return;
        }
        if (broker.planted == Planted.BREAKS_OFF && preparing) {
            throw new IllegalStateException("a rebalance is in progress");
        }
        check(by.memberId(), by.generationId());
        offsets.forEach((partition, offset) -> txn.offsets.put(partition, kept(offset)));
        txn.group = Optional.of(this);
        if (!pending.contains(txn)) {
            pending.add(txn);
        }
    }

    void forget(String topic) {
        committed.keySet().removeIf(partition -> partition.topic().equals(topic));
        pending.forEach(txn ->
                txn.offsets.keySet().removeIf(partition -> partition.topic().equals(topic)));
    }

    void decided(Txn txn) {
        pending.remove(txn);
        if (txn.state == Txn.State.COMMITTED) {
            committed.putAll(txn.offsets);
        }
    }

    private void check(String member, int ofGeneration) {
        boolean known = members.stream().anyMatch(one -> one.id.equals(member));
        if (broker.planted != Planted.NO_FENCE && (!known || ofGeneration != generation)) {
            throw new CommitFailedException("not of this generation");
        }
    }

    private OffsetAndMetadata kept(OffsetAndMetadata offset) {
        return broker.planted == Planted.LOST_METADATA ? new OffsetAndMetadata(offset.offset()) : offset;
    }

    private void prepare() {
        preparing = true;
        members.forEach(member -> member.joined = false);
        broker.news();
    }

    private void completeIfAllJoined() {
        if (preparing && !members.isEmpty() && members.stream().allMatch(member -> member.joined)) {
            generation++;
            preparing = false;
            assign();
            broker.news();
        }
    }

    private void assign() {
        List<ModelLog> logs = members.stream()
                .map(member -> member.topic)
                .distinct()
                .flatMap(topic -> broker.logs(topic).stream())
                .toList();
        int most = (logs.size() + members.size() - 1) / members.size();
        for (ModelLog log : logs) {
            Member keeper = wanted.get(log.partition);
            if (keeper == null || load(keeper) > most) {
                wanted.put(log.partition, next());
            }
        }
        for (Member member : members) {
            member.given.clear();
            wanted.forEach((partition, to) -> {
                if (to == member && members.stream().noneMatch(o -> o != member && o.owned.contains(partition))) {
                    member.given.add(partition);
                }
            });
        }
    }

    /** The one that has the least; of those that have as little, in turn. */
    private Member next() {
        int from = rotation % members.size();
        List<Member> turned = new ArrayList<>(members.subList(from, members.size()));
        turned.addAll(members.subList(0, from));
        return turned.stream().min(Comparator.comparingLong(this::load)).orElseThrow();
    }

    private long load(Member member) {
        return wanted.values().stream().filter(member::equals).count();
    }
}
