package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** What the brokers keep: logs, groups, and transactions, which they decide by themselves after a while. */
final class ModelBroker {

    /** As the worker sets it (application.yaml). */
    private static final long TRANSACTION_TIMEOUT_MILLIS = 10_000;

    private final Machine machine;
    final Planted planted;
    private final Map<String, List<ModelLog>> topics = new LinkedHashMap<>();
    private final Map<String, ModelGroup> groups = new LinkedHashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final Map<String, Txn> open = new LinkedHashMap<>();
    private final Map<String, Uuid> ids = new HashMap<>();
    private long made;
    private final List<Runnable> waiting = new ArrayList<>();
    private long order;

    /** Topics that clients hear nothing of for now. */
    private long unknownUntil;

    private final Map<String, Long> forbiddenUntil = new HashMap<>();
    private long slowUntil;
    private long slowMillis;

    ModelBroker(Machine machine, Planted planted) {
        this.planted = planted;
        this.machine = machine;
    }

    void create(String topic, int partitions) {
        List<ModelLog> logs = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            logs.add(new ModelLog(new TopicPartition(topic, partition), planted != Planted.NO_EPOCHS));
        }
        topics.put(topic, logs);
        if (planted != Planted.SAME_TOPIC || !ids.containsKey(topic)) {
            ids.put(topic, new Uuid(7, ++made));
        }
    }

    List<ModelLog> logs(String topic) {
        return topics.getOrDefault(topic, List.of());
    }

    /** Another one for each topic that was made. */
    Uuid id(String topic) {
        return ids.getOrDefault(topic, Uuid.ZERO_UUID);
    }

    ModelLog log(TopicPartition partition) {
        return logs(partition.topic()).get(partition.partition());
    }

    ModelGroup group(String name) {
        return groups.computeIfAbsent(name, n -> new ModelGroup(this, n));
    }

    /** Deleted, with what was committed of it, and created again. */
    void recreate(String topic) {
        groups.values().forEach(group -> group.forget(topic));
        create(topic, logs(topic).size());
    }

    /**
     * Whether each producer of answers to requests started once. One of clips starts again where a rebalance comes
     * while its offsets are on their way, and looks up what became of them.
     */
    boolean isNoPurgeBrokenOff() {
        return epochs.entrySet().stream()
                .allMatch(one -> one.getValue() == 1 || !one.getKey().contains("purges"));
    }

    /** To be called when there is something new to read or to take part in; once. */
    void onNews(Runnable wake) {
        waiting.add(wake);
    }

    void news() {
        List<Runnable> woken = List.copyOf(waiting);
        waiting.clear();
        woken.forEach(Runnable::run);
    }

    void forgetTopicsUntil(long then) {
        unknownUntil = then;
    }

    /** Nobody may write to the topic until then. */
    void forbidUntil(String topic, long then) {
        forbiddenUntil.put(topic, then);
    }

    boolean isForbidden(String topic) {
        return machine.now() < forbiddenUntil.getOrDefault(topic, 0L);
    }

    /** The leaders of {@code clip-ready} are slow until then. */
    void slowUntil(long then, long millis) {
        slowUntil = then;
        slowMillis = millis;
    }

    /** How long it takes to write to {@code clip-ready}. */
    long slowness() {
        return machine.now() < slowUntil ? slowMillis : 0;
    }

    /** Nothing is wrong with it any more. */
    void mend() {
        unknownUntil = 0;
        slowUntil = 0;
        forbiddenUntil.clear();
    }

    boolean knowsTopics() {
        return machine.now() >= unknownUntil;
    }

    /** What clients are told of; of their partitions, nothing. */
    Map<String, List<PartitionInfo>> known() {
        Map<String, List<PartitionInfo>> known = new LinkedHashMap<>();
        if (knowsTopics()) {
            topics.keySet().forEach(topic -> known.put(topic, List.of()));
        }
        return known;
    }

    /** A process was not heard of for too long, or is gone. */
    void expel(Host host) {
        groups.values().forEach(group -> group.expel(host));
    }

    void rebalance() {
        groups.values().forEach(ModelGroup::shuffle);
    }

    /** Written by nobody's transaction, as the pipeline writes. */
    void write(ProducerRecord<byte[], byte[]> record) {
        target(record).append(record, timestamp(), Optional.empty());
        news();
    }

    /** A producer starts: what its predecessor left open is decided, and it can do no more. */
    int start(String id) {
        Optional.ofNullable(open.get(id)).ifPresent(txn -> end(txn, false));
        return epochs.merge(id, 1, Integer::sum);
    }

    long append(Txn txn, ProducerRecord<byte[], byte[]> record) {
        touch(txn);
        return target(record).append(record, timestamp(), Optional.of(txn));
    }

    /** The offsets are to be committed with the transaction, by a member of that generation. */
    void touch(Txn txn) {
        if (txn.state != Txn.State.OPEN || epochs.getOrDefault(txn.id, 0) != txn.epoch) {
            throw new InvalidProducerEpochException("fenced");
        }
        if (!txn.isBegun()) {
            open.put(txn.id, txn);
            machine.at(machine.now() + TRANSACTION_TIMEOUT_MILLIS, () -> timeOut(txn));
        }
    }

    void commit(Txn txn) {
        touch(txn);
        end(txn, true);
    }

    /** A producer whose transaction timed out is of no more use, whatever it is asked to do. */
    void abort(Txn txn) {
        if (epochs.getOrDefault(txn.id, 0) != txn.epoch) {
            throw new ProducerFencedException("fenced");
        }
        if (txn.state == Txn.State.OPEN) {
            end(txn, false);
        }
    }

    private void timeOut(Txn txn) {
        if (txn.state == Txn.State.OPEN) {
            epochs.merge(txn.id, 1, Integer::sum);
            end(txn, false);
        }
    }

    private void end(Txn txn, boolean commits) {
        open.remove(txn.id, txn);
        txn.state = commits ? Txn.State.COMMITTED : Txn.State.ABORTED;
        txn.order = commits ? ++order : Long.MAX_VALUE;
        txn.decidedAt = machine.now();
        txn.first.keySet().forEach(log -> log.decided(txn));
        txn.group.ifPresent(group -> group.decided(txn));
        news();
    }

    private ModelLog target(ProducerRecord<byte[], byte[]> record) {
        List<ModelLog> logs = logs(record.topic());
        int partition = record.partition() == null
                ? Math.floorMod(Arrays.hashCode(record.key()), logs.size())
                : record.partition();
        return logs.get(partition);
    }

    private long timestamp() {
        return Host.BEGINNING.toEpochMilli() + machine.now();
    }
}
