package ai.viralclip.worker.protocol;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;

/** The brokers, asked where logs end. */
final class ModelAdmin implements InvocationHandler {

    private final ModelBroker broker;
    private final Wire wire;

    private ModelAdmin(ModelBroker broker, Wire wire) {
        this.broker = broker;
        this.wire = wire;
    }

    /** The one of the process whose thread it is. */
    static Admin of(Machine machine) {
        Cluster cluster = Cluster.of(machine);
        return (Admin) Proxy.newProxyInstance(
                ModelAdmin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                new ModelAdmin(cluster.broker, cluster.wire(machine.running())));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "describeTopics" -> describe((Collection<String>) given[0]);
            case "listOffsets" ->
                ends(((Map<TopicPartition, ?>) given[0]).keySet(), ((ListOffsetsOptions) given[1]).isolationLevel());
            case "close" -> null;
            default -> throw new UnsupportedOperationException("the model has no Admin." + method);
        };
    }

    private DescribeTopicsResult describe(Collection<String> topics) {
        Map<String, KafkaFuture<TopicDescription>> described = new HashMap<>();
        try {
            wire.call("describe", () -> {
                topics.forEach(topic -> described.put(topic, description(topic)));
                return described;
            });
        } catch (Wire.Broken e) {
            topics.forEach(topic -> described.put(topic, failed(new TimeoutException("no answer"))));
        }
        return new Described(described);
    }

    private KafkaFuture<TopicDescription> description(String topic) {
        if (!broker.knowsTopics()) {
            return failed(new UnknownTopicOrPartitionException(topic));
        }
        List<TopicPartitionInfo> partitions = broker.logs(topic).stream()
                .map(log -> new TopicPartitionInfo(log.partition.partition(), Node.noNode(), List.of(), List.of()))
                .toList();
        return KafkaFuture.completedFuture(new TopicDescription(topic, false, partitions, Set.of(), broker.id(topic)));
    }

    /** Its constructor is for Kafka's own and their heirs. */
    private static final class Described extends DescribeTopicsResult {

        Described(Map<String, KafkaFuture<TopicDescription>> topics) {
            super(null, topics);
        }
    }

    private ListOffsetsResult ends(Set<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> ends = new HashMap<>();
        try {
            wire.call("ends " + isolation, () -> {
                partitions.forEach(one -> ends.put(one, KafkaFuture.completedFuture(end(one, isolation))));
                return ends;
            });
        } catch (Wire.Broken e) {
            partitions.forEach(one -> ends.put(one, failed(new TimeoutException("no answer"))));
        }
        return new ListOffsetsResult(ends);
    }

    private ListOffsetsResult.ListOffsetsResultInfo end(TopicPartition partition, IsolationLevel isolation) {
        ModelLog log = broker.log(partition);
        long end = isolation == IsolationLevel.READ_COMMITTED ? log.stableEnd() : log.end();
        return new ListOffsetsResult.ListOffsetsResultInfo(end, -1, java.util.Optional.empty());
    }

    private static <T> KafkaFuture<T> failed(Throwable why) {
        KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
        future.completeExceptionally(why);
        return future;
    }
}
