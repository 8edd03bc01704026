package ai.viralclip.worker.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.Topics;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
    private Optional<RuntimeException> broken = Optional.empty();

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
        broken = Optional.empty();
        return null;
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        Sent sent = new Sent(record, new CompletableFuture<>());
        buffer.add(sent);
        txn.announces |= isMark(record, "true");
        if (wire.host().chance.nextBoolean() && slowness() == 0) {
            write();
        }
        return sent.written();
    }

    private void write() {
        List<Sent> waiting = List.copyOf(buffer);
        buffer.clear();
        for (Sent sent : waiting) {
            if (broker.planted == Planted.NO_END && isMark(sent.record(), "false")) {
                continue;
            }
            Optional<RuntimeException> refused = refusal(sent.record());
            if (refused.isPresent()) {
                broken = refused;
                sent.written().completeExceptionally(refused.get());
                continue;
            }
            long offset = broker.append(txn, sent.record());
            sent.written()
                    .complete(
                            new RecordMetadata(new TopicPartition(sent.record().topic(), 0), offset, 0, 0, 0, 0));
        }
    }

    /** The dead letter of an odd clip is too large for its topic, unless it is bare. */
    private Optional<RuntimeException> refusal(ProducerRecord<byte[], byte[]> record) {
        if (broker.isForbidden(record.topic())) {
            return Optional.of(new TopicAuthorizationException(Set.of(record.topic())));
        }
        return record.topic().equals(Topics.CLIP_RENDERED_DLT) && record.value() != null && Events.isOdd(record.value())
                ? Optional.of(new RecordTooLargeException("a dead letter"))
                : Optional.empty();
    }

    /** Of a purge: whether it is at work. */
    private static boolean isMark(ProducerRecord<byte[], byte[]> record, String running) {
        return record.topic().equals(Topics.PURGES) && new String(record.value(), UTF_8).contains(running);
    }

    private @Nullable Object flush() {
        if (broker.planted == Planted.CHECKED_BEFORE_FLUSH) {
            buffer.forEach(sent -> sent.written()
                    .complete(
                            new RecordMetadata(new TopicPartition(sent.record().topic(), 0), 0, 0, 0, 0, 0)));
            return null;
        }
        return flushed();
    }

    private @Nullable Object flushed() {
        if (!buffer.isEmpty()) {
            long slowness = slowness();
            if (slowness > 0) {
                wire.await(slowness, wake -> {});
            }
            wire.ask("flush", () -> {
                write();
                return txn;
            });
        }
        return null;
    }

    private long slowness() {
        return buffer.stream().anyMatch(sent -> sent.record().topic().equals(Topics.CLIP_READY))
                ? broker.slowness()
                : 0;
    }

    /** Once a record was refused, a transaction can only be aborted. */
    private void check() {
        broken.ifPresent(why -> {
            throw new KafkaException("the transaction has failed", why);
        });
    }

    private @Nullable Object offsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata by) {
        check();
        return wire.ask("txn-offsets", () -> {
            broker.group(by.groupId()).commit(txn, offsets, by);
            return txn;
        });
    }

    private @Nullable Object commit() {
        flushed();
        check();
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
