package ai.viralclip.worker.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.Topics;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A transactional producer of {@link ModelBroker}. What is sent is written at once or when it is flushed, as chance has
 * it: a partition whose leader is slow takes it that late.
 */
final class ModelProducer implements InvocationHandler {

    private static final Object[] NONE = {};

    private record Sent(ProducerRecord<byte[], byte[]> record, CompletableFuture<RecordMetadata> written) {}

    private final ModelBroker broker;
    private final Wire wire;
    private final String id;
    private final int epoch;
    private final List<Sent> buffer = new ArrayList<>();
    private Txn txn;

    private ModelProducer(ModelBroker broker, Wire wire, String id) {
        this.broker = broker;
        this.wire = wire;
        this.id = id;
        this.epoch = wire.ask("start", () -> broker.start(id));
        this.txn = new Txn(id, epoch);
    }

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(ModelBroker broker, Wire wire, String id) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                ModelProducer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                new ModelProducer(broker, wire, id));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Object[] given = arguments == null ? NONE : arguments;
        Object first = given.length == 0 ? "" : given[0];
        return switch (method.getName()) {
            case "beginTransaction" -> begin();
            case "send" -> send((ProducerRecord<byte[], byte[]>) first);
            case "flush" -> flush();
            case "sendOffsetsToTransaction" ->
                offsets((Map<TopicPartition, OffsetAndMetadata>) first, (ConsumerGroupMetadata) given[1]);
            case "commitTransaction" -> commit();
            case "abortTransaction" -> abort();
            case "partitionsFor" ->
                broker.logs((String) first).stream()
                        .map(log -> new PartitionInfo((String) first, log.partition.partition(), null, null, null))
                        .toList();
            case "close" -> null;
            default -> throw new UnsupportedOperationException("the model has no Producer." + method);
        };
    }

    private @Nullable Object begin() {
        txn = new Txn(id, epoch);
        buffer.clear();
        return null;
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        Sent sent = new Sent(record, new CompletableFuture<>());
        buffer.add(sent);
        if (wire.host().chance.nextBoolean()) {
            write();
        }
        return sent.written();
    }

    private void write() {
        List<Sent> waiting = List.copyOf(buffer);
        buffer.clear();
        for (Sent sent : waiting) {
            if (broker.planted == Planted.NO_END && isEnd(sent.record())) {
                continue;
            }
            long offset = broker.append(txn, sent.record());
            sent.written()
                    .complete(
                            new RecordMetadata(new TopicPartition(sent.record().topic(), 0), offset, 0, 0, 0, 0));
        }
    }

    private static boolean isEnd(ProducerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.PURGES) && new String(record.value(), UTF_8).contains("false");
    }

    private @Nullable Object flush() {
        if (!buffer.isEmpty()) {
            wire.ask("flush", () -> {
                write();
                return txn;
            });
        }
        return null;
    }

    private @Nullable Object offsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata by) {
        return wire.ask("txn-offsets", () -> {
            broker.group(by.groupId()).commit(txn, offsets, by);
            return txn;
        });
    }

    private @Nullable Object commit() {
        flush();
        return wire.ask("commit", () -> {
            broker.commit(txn);
            return txn;
        });
    }

    private @Nullable Object abort() {
        return wire.ask("abort", () -> {
            broker.abort(txn);
            return txn;
        });
    }
}
