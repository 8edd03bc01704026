package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Workers over a {@link ModelBroker}, and what happens to them, step by step. */
final class SettlementModel {

    private static final int WORKERS = 3;
    private static final int ENOUGH_ROUNDS = 2_000;

    private final ModelBroker broker;
    private final List<ModelWorker> workers = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    SettlementModel(Map<TopicPartition, NavigableMap<Long, Optional<Integer>>> logs) {
        broker = new ModelBroker(logs);
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.add(newWorker());
        }
        logs.keySet().forEach(partition -> broker.assign(partition, worker(partition.partition())));
    }

    Set<ModelBroker.Met> met() {
        return broker.met;
    }

    void take(SettlementModelTest.Step step, int faultPercent) {
        broker.faults(step.seed(), faultPercent);
        Random chance = new Random(~step.seed());
        now = now.plusMillis(chance.nextInt(200));
        ModelWorker worker = workers.get(step.worker());
        TopicPartition partition = new TopicPartition(ModelClips.TOPIC, step.partition());
        switch (step.kind()) {
            case POLL -> worker.poll(1 + chance.nextInt(5));
            case FINISH -> worker.finish(chance);
            case SETTLE -> worker.settle();
            case MOVE -> {
                owner(partition).ifPresent(owner -> owner.revoke(partition));
                give(partition, worker);
            }
            case TAKE_AWAY -> give(partition, worker);
            case NOTICE -> worker.notice();
            case DIE -> die(step.worker(), chance);
        }
        workers.forEach(ModelWorker::checkLedger);
    }

    /** Nothing goes wrong any more: now all must come to its end. */
    void settleAll() {
        broker.faults(0, 0);
        for (int round = 0; round < ENOUGH_ROUNDS && !broker.isAllSettled(); round++) {
            now = now.plus(Duration.ofSeconds(1));
            for (ModelWorker worker : workers) {
                worker.notice();
                worker.poll(10);
                worker.finishAll();
                worker.settle();
                worker.checkLedger();
            }
        }
        assertThat(broker.isAllSettled())
                .as("every record is settled in the end")
                .isTrue();
    }

    private void give(TopicPartition partition, ModelWorker to) {
        // A member that joins again has heard what it lost.
        to.notice();
        broker.assign(partition, to.session());
    }

    /** All that it knew is gone; the group gives its partitions to whoever is there, its successor included. */
    private void die(int index, Random chance) {
        ModelBroker.Session dead = workers.get(index).session();
        workers.set(index, newWorker());
        broker.logs.keySet().stream()
                .filter(partition -> broker.owner(partition).equals(Optional.of(dead)))
                .forEach(partition -> give(partition, workers.get(chance.nextInt(WORKERS))));
    }

    private Optional<ModelWorker> owner(TopicPartition partition) {
        return workers.stream()
                .filter(worker -> broker.owner(partition).equals(Optional.of(worker.session())))
                .findFirst();
    }

    private ModelBroker.Session worker(int index) {
        return workers.get(index).session();
    }

    private ModelWorker newWorker() {
        return new ModelWorker(broker, () -> now);
    }
}
