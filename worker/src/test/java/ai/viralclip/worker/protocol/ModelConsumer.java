package ai.viralclip.worker.protocol;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A consumer of {@link ModelBroker}, of committed records alone, in a group or in none. */
final class ModelConsumer implements InvocationHandler {

    private static final Object[] NONE = {};

    /** Who polls for nothing comes round so much less often: it is woken when there is something. */
    private static final int STRETCH = 4;

    private final ModelBroker broker;
    private final Wire wire;
    private final Optional<ModelGroup> group;
    private final Reading reading;
    private final List<Runnable> told = new ArrayList<>();
    private Set<TopicPartition> assigned = new LinkedHashSet<>();
    private Optional<Membership> membership = Optional.empty();

    private ModelConsumer(ModelBroker broker, Wire wire, Optional<ModelGroup> group, int most) {
        this.broker = broker;
        this.wire = wire;
        this.group = group;
        this.reading = new Reading(broker, group, most);
    }

    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> of(ModelBroker broker, Wire wire, Optional<ModelGroup> group, int mostRecords) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                ModelConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new ModelConsumer(broker, wire, group, mostRecords));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Object[] given = arguments == null ? NONE : arguments;
        Object first = given.length == 0 ? "" : given[0];
        return switch (method.getName()) {
            case "poll" -> poll((Duration) first);
            case "assignment" -> Set.copyOf(owned());
            case "paused" -> Set.copyOf(reading.paused);
            case "position" -> reading.position((TopicPartition) first);
            case "currentLag" -> OptionalLong.of(reading.lag((TopicPartition) first));
            case "committed" -> committed((Set<TopicPartition>) first, (Duration) given[1]);
            case "groupMetadata" -> membership.orElseThrow().metadata();
            case "endOffsets" -> ends((Collection<TopicPartition>) first);
            case "partitionsFor" -> partitions((String) first);
            case "listTopics" -> wire.ask("topics", broker::known);
            default -> {
                change(method.getName(), first, given);
                yield null;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private void change(String what, Object first, Object[] given) {
        switch (what) {
            case "subscribe" -> subscribe((Collection<String>) first, (ConsumerRebalanceListener) given[1]);
            case "assign" -> assigned = new LinkedHashSet<>((Collection<TopicPartition>) first);
            case "pause" -> reading.paused.addAll((Collection<TopicPartition>) first);
            case "resume" -> reading.paused.removeAll((Collection<TopicPartition>) first);
            case "seek" -> seek((TopicPartition) first, given[1]);
            case "seekToBeginning" -> ((Collection<TopicPartition>) first).forEach(one -> reading.seek(one, 0));
            case "commitSync" -> membership.orElseThrow().commit((Map<TopicPartition, OffsetAndMetadata>) first);
            case "commitAsync" ->
                commitLater((Map<TopicPartition, OffsetAndMetadata>) first, (OffsetCommitCallback) given[1]);
            case "close" -> membership.ifPresent(Membership::leave);
            default -> throw new UnsupportedOperationException("the model has no Consumer." + what);
        }
    }

    /** What becomes of it is told with the next poll. */
    private void commitLater(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback then) {
        told.add(() -> {
            try {
                membership.orElseThrow().commit(offsets);
                then.onComplete(offsets, null);
            } catch (KafkaException e) {
                then.onComplete(offsets, e);
            }
        });
    }

    private void seek(TopicPartition partition, Object to) {
        switch (to) {
            case OffsetAndMetadata at -> reading.seek(partition, at);
            default -> reading.seek(partition, (Long) to);
        }
    }

    private void subscribe(Collection<String> topics, ConsumerRebalanceListener told) {
        membership = Optional.of(
                new Membership(group.orElseThrow(), wire, topics.iterator().next(), told, reading::forget));
    }

    private Set<TopicPartition> owned() {
        return membership.map(Membership::owned).orElse(assigned);
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (assigned.isEmpty() && membership.isEmpty()) {
            throw new IllegalStateException("Consumer is not subscribed to any topics or assigned any partitions");
        }
        List<Runnable> due = List.copyOf(told);
        told.clear();
        due.forEach(Runnable::run);
        membership.ifPresent(Membership::takePart);
        var read = reading.next(owned());
        if (read.isEmpty()) {
            wire.await(timeout.toMillis() * STRETCH, broker::onNews);
            membership.ifPresent(Membership::takePart);
            read = reading.next(owned());
        }
        var records = new ConsumerRecords<byte[], byte[]>(read, reading.advanced());
        return read.isEmpty() ? records : wire.ask("read " + read.keySet(), () -> records);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration within) {
        for (long waited = 0; ; waited += 100) {
            var found = wire.ask("offsets", () -> group.orElseThrow().committed(partitions));
            if (found.isPresent()) {
                return found.get();
            }
            if (waited >= within.toMillis()) {
                throw new TimeoutException("not decided yet");
            }
            wire.await(100, wake -> {});
        }
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return wire.ask("listen", () -> {
            Map<TopicPartition, Long> ends = new LinkedHashMap<>();
            partitions.forEach(one -> ends.put(one, broker.log(one).stableEnd()));
            return ends;
        });
    }

    private boolean isDeaf() {
        // Of two, one can purge still.
        return broker.planted == Planted.DEAF
                || (broker.planted == Planted.DEAF_AND_TELLS && wire.host().name.startsWith("w1"));
    }

    private List<PartitionInfo> partitions(String of) {
        if (isDeaf() && group.isEmpty() && !broker.knowsTopics()) {
            wire.await(Long.MAX_VALUE / 2, wake -> {});
        }
        return wire.ask(
                "partitions",
                () -> broker.knowsTopics()
                        ? broker.logs(of).stream()
                                .map(log -> new PartitionInfo(of, log.partition.partition(), null, null, null))
                                .toList()
                        : List.of());
    }
}
