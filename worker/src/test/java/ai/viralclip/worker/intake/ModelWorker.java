package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.util.unit.DataSize;

/**
 * One life of a worker: the real bookkeeping, with deliveries that end when they are told, over a {@link ModelBroker}.
 */
final class ModelWorker {

    private static final IntakeProperties.WindowLimits LIMITS = new IntakeProperties.WindowLimits(
            6,
            DataSize.ofGigabytes(1),
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(64),
            CommittedOffsets.MAX_SPAN / 2);

    private final ModelBroker broker;
    private final ModelBroker.Session session;
    private final Partitions owned = new Partitions(this::start, LIMITS);
    private final Settler settler;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final List<AtWork> atWork = new ArrayList<>();
    private boolean admitting;
    private int balance;

    ModelWorker(ModelBroker broker, InstantSource clock) {
        this.broker = broker;
        this.session = broker.new Session();
        this.settler = new Settler(owned, session, one -> Settler.PurgeCheck.Decision.PUBLISH, clock, this::told);
    }

    private record AtWork(TopicPartition partition, long offset, ClipTasks.Then then, Thread thread) {}

    ModelBroker.Session session() {
        return session;
    }

    /** Takes up what was assigned, and admits some records of each partition that has room. */
    void poll(int records) {
        takeUpNew();
        Set<TopicPartition> full = owned.full();
        for (TopicPartition partition : owned.partitions()) {
            if (!full.contains(partition)) {
                broker.log(partition).tailMap(positions.getOrDefault(partition, 0L)).entrySet().stream()
                        .limit(records)
                        .forEach(entry -> admit(partition, entry.getKey(), entry.getValue()));
            }
        }
    }

    /** Some of what is at work ends, in any order; of what was given up, seldom. */
    void finish(Random chance) {
        List<AtWork> ending = new ArrayList<>(atWork.stream()
                .filter(one -> chance.nextInt(one.thread().isInterrupted() ? 8 : 2) == 0)
                .toList());
        Collections.shuffle(ending, chance);
        ending.forEach(this::end);
    }

    void finishAll() {
        List.copyOf(atWork).forEach(this::end);
    }

    void settle() {
        settler.settle();
    }

    /** As in the rebalance listener: what is finished on it is settled once more, if that can be. */
    void revoke(TopicPartition partition) {
        if (owned.inFlight() > 0) {
            settler.settle();
        }
        giveUp(Set.of(partition));
    }

    /** Hears which of its partitions are another's by now. */
    void notice() {
        giveUp(owned.partitions().stream()
                .filter(partition -> !broker.owner(partition).equals(Optional.of(session)))
                .collect(Collectors.toSet()));
    }

    void checkLedger() {
        if (balance != owned.inFlight()) {
            throw new AssertionError("received - ended - given up = " + balance + ", in flight " + owned.inFlight());
        }
    }

    private void takeUpNew() {
        Set<TopicPartition> fresh = new HashSet<>(broker.logs.keySet());
        fresh.removeIf(partition -> !broker.owner(partition).equals(Optional.of(session)));
        fresh.removeAll(owned.partitions());
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = fresh.isEmpty() ? Map.of() : session.committed(fresh);
            fresh.forEach(partition -> takeUp(partition, Optional.ofNullable(committed.get(partition))));
        } catch (TimeoutException later) {
            // They wait.
        }
    }

    private void takeUp(TopicPartition partition, Optional<OffsetAndMetadata> committed) {
        owned.takeUp(partition, new PartitionLog(Uuid.ZERO_UUID), committed.map(CommittedOffsets::of), () -> 0);
        positions.put(partition, committed.map(OffsetAndMetadata::offset).orElse(0L));
        committed
                .filter(commit -> !commit.metadata().isEmpty())
                .ifPresent(bitmap -> broker.met.add(ModelBroker.Met.BITMAP_READ_BACK));
    }

    private void admit(TopicPartition partition, long offset, Optional<Integer> clip) {
        positions.put(partition, offset + 1);
        owned.on(partition).filter(work -> !work.isPassedOver(offset)).ifPresent(work -> {
            balance++;
            admitting = true;
            work.admit(
                    new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[1], new byte[1]),
                    ModelClips.of(partition, offset, clip));
            admitting = false;
        });
    }

    private Thread start(RenderedClip clip, Attempt first, ClipTasks.Then then) {
        AtWork one = new AtWork(
                ModelClips.partition(clip),
                ModelClips.offset(clip),
                then,
                Thread.ofVirtual().unstarted(() -> {}));
        broker.checkTurn(one.partition(), one.offset());
        if (!admitting) {
            broker.met.add(ModelBroker.Met.WAITED_FOR_ITS_CLIP);
        }
        atWork.add(one);
        return one.thread();
    }

    private void end(AtWork one) {
        atWork.remove(one);
        if (one.thread().isInterrupted()) {
            broker.met.add(ModelBroker.Met.ENDED_AFTER_ITS_PARTITION_WENT);
        }
        owned.on(one.partition())
                .filter(work -> !work.window().isWithinReach(one.offset()))
                .ifPresent(work -> broker.met.add(ModelBroker.Met.OUT_OF_REACH));
        one.then().ended(one.offset() % 5 == 0 ? ModelClips.REJECTED : ModelClips.READY, 1, Standing.NONE);
    }

    private void giveUp(Set<TopicPartition> partitions) {
        partitions.forEach(partition -> balance -= owned.giveUp(partition));
        positions.keySet().removeAll(partitions);
    }

    private void told(Object event) {
        if (event instanceof IntakeEvent.Ready || event instanceof IntakeEvent.Failed) {
            balance--;
        }
    }
}
