package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Endings;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.process.Recurring;
import ai.viralclip.worker.purge.Moment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what is finished, in batches. A batch whose transaction failed is in doubt: whether it was committed is
 * looked up in the committed offsets before anything else is settled, never guessed. Used by the poll thread alone.
 */
final class Settler {

    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final int MAX_BATCH = 500;

    /** A transaction costs the brokers the same for one record as for fifty: what ends within so long shares one. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(250);

    private final Partitions owned;
    private final Transactions transactions;
    private final PurgeCheck purges;
    private final InstantSource clock;
    private final IntakeEvent.Listener events;
    private final ClipLog log;
    private final Recurring failures;
    private Partitions.Batch inDoubt = new Partitions.Batch();

    /** What was to be committed with them. */
    private Map<TopicPartition, OffsetAndMetadata> attempted = Map.of();

    private final Withheld withheld;
    private Optional<Moment> failedAt = Optional.empty();
    private Optional<Moment> settledAt = Optional.empty();
    private int batchLimit = MAX_BATCH;

    Settler(
            Partitions owned,
            Transactions transactions,
            PurgeCheck purges,
            InstantSource clock,
            IntakeEvent.Listener events) {
        this.owned = owned;
        this.transactions = transactions;
        this.purges = purges;
        this.clock = clock;
        this.events = events;
        this.log = new ClipLog(clock);
        this.failures = new Recurring(clock);
        this.withheld = new Withheld(clock);
    }

    /** Settles what is finished, unless the last transaction was so lately that the next is worth waiting for. */
    void settleInPace() {
        if (!isWithin(PACE, settledAt)) {
            settle();
        }
    }

    /** Settles everything that is finished now, as far as the brokers let it. */
    void settle() {
        if (isWithin(PAUSE_AFTER_FAILURE, failedAt)) {
            return;
        }
        try {
            if (!inDoubt.isEmpty()) {
                lookUp();
            }
            Moment checked = Moment.now(clock);
            for (Partitions.Batch batch = next(); !batch.isEmpty(); batch = next()) {
                commit(batch, checked);
                checked = Moment.now(clock);
            }
        } catch (KafkaException e) {
            failedAt = Optional.of(Moment.now(clock));
            blame(e);
            events.on(new IntakeEvent.SettlementFailed());
            failures.happenedAndIsDue()
                    .ifPresent(count -> LOG.atWarn()
                            .addKeyValue("records", inDoubt.size())
                            .addKeyValue("failures", count)
                            .setCause(e)
                            .log("settlement failed: the offsets of what is in doubt will be looked up"));
        }
    }

    private boolean isWithin(Duration pause, Optional<Moment> since) {
        return since.filter(then -> then.since(clock).compareTo(pause) < 0).isPresent();
    }

    /** A record that the brokers refuse must hold up itself alone. */
    private void blame(KafkaException e) {
        if (!(e instanceof Transactions.Unwritable unwritable)) {
            // Nobody says which: from now on one by one, then growing again.
            batchLimit = 1;
        } else if (unwritable.isTooLarge() && !unwritable.finished().bare()) {
            inDoubt.makeBare(unwritable.finished());
            events.on(new IntakeEvent.BareLetter());
        } else {
            withheld.failed(unwritable.finished().kind());
            events.on(new IntakeEvent.Withheld(withheld.kinds()));
        }
    }

    private void commit(Partitions.Batch batch, Moment began) {
        Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
        batch.byPartition().forEach((partition, clips) -> progress.put(partition.name(), partition.commitWith(clips)));
        inDoubt = batch;
        attempted = progress;
        List<FinishedClip> all = batch.all();
        transactions.settle(all, progress, began);
        inDoubt = new Partitions.Batch();
        batch.byPartition().forEach(this::committed);
        if (all.stream().filter(one -> withheld.written(one.kind())).count() > 0) {
            events.on(new IntakeEvent.Withheld(withheld.kinds()));
        }
        settledAt = Optional.of(Moment.now(clock));
        batchLimit = Math.min(batchLimit * 2, MAX_BATCH);
        events.on(new IntakeEvent.Settled(all.size(), began.since(clock)));
    }

    private void lookUp() {
        transactions.recover();
        Map<Partition, List<FinishedClip>> still = new LinkedHashMap<>(inDoubt.byPartition());
        still.keySet().removeIf(partition -> !owned.has(partition));
        Map<TopicPartition, OffsetAndMetadata> stored = transactions.committed(
                still.keySet().stream().map(Partition::name).collect(Collectors.toSet()));
        inDoubt = new Partitions.Batch();
        int committed = 0;
        for (var one : still.entrySet()) {
            if (isSettled(one.getKey(), stored)) {
                committed(one.getKey(), one.getValue());
                committed += one.getValue().size();
            } else {
                one.getValue().forEach(one.getKey()::putBack);
            }
        }
        LOG.atInfo()
                .addKeyValue(
                        "records", still.values().stream().mapToInt(List::size).sum())
                .addKeyValue("committed", committed)
                .log("looked up what was in doubt");
    }

    /**
     * Nobody else commits for a partition while it is this worker's, so what was to be committed is there or is not.
     * Any other commit may go further, and says nothing of these records: it is of what the log lost since.
     */
    private boolean isSettled(Partition partition, Map<TopicPartition, OffsetAndMetadata> stored) {
        OffsetAndMetadata commit = stored.get(partition.name());
        return commit != null && commit.equals(attempted.get(partition.name()));
    }

    private void committed(Partition partition, List<FinishedClip> clips) {
        partition.settle(clips);
        clips.forEach(this::conclude);
    }

    private void conclude(FinishedClip one) {
        one.clip().trace().committed(Endings.of(one.outcome()), one.attempts(), () -> tell(one));
    }

    private void tell(FinishedClip one) {
        IntakeEvent.Origin origin = IntakeEvent.Origin.of(one.record());
        log.ended(one);
        events.on(
                switch (one.outcome()) {
                    case Outcome.Ready(var event) -> new IntakeEvent.Ready(origin, ClipLog.bytes(event), one.waited());
                    case Outcome.Rejected(var reason, var _) -> new IntakeEvent.Failed(origin, reason, one.waited());
                });
    }

    /** Up to a batch of what is finished and can be said in the partitions' commits. */
    private Partitions.Batch next() {
        Partitions.Batch batch = new Partitions.Batch();
        for (Partition partition : owned.inTurn()) {
            take(partition, batch);
        }
        return batch;
    }

    private void take(Partition partition, Partitions.Batch batch) {
        List<FinishedClip> later = new ArrayList<>();
        Optional<FinishedClip> one = next(partition, batch);
        while (one.isPresent()) {
            switch (decide(one.get(), partition, batch)) {
                case PUBLISH -> batch.add(partition, one.get());
                case WAIT -> later.add(one.get());
                case RETRY -> partition.again(one.get());
            }
            one = next(partition, batch);
        }
        later.forEach(partition::putBack);
    }

    private Optional<FinishedClip> next(Partition partition, Partitions.Batch batch) {
        return batch.size() < batchLimit ? partition.takeFinished() : Optional.empty();
    }

    private PurgeCheck.Decision decide(FinishedClip one, Partition owner, Partitions.Batch batch) {
        boolean isInTurn = owner.isSettleable(one.offset())
                && !withheld.isWaiting(one.kind())
                && (batch.isEmpty() || !(withheld.isAlone(batch.first().kind()) || withheld.isAlone(one.kind())));
        return isInTurn ? purges.decide(one) : PurgeCheck.Decision.WAIT;
    }

    /** Whether purges let a finished clip be published. */
    interface PurgeCheck {

        enum Decision {
            /** It may be published. */
            PUBLISH,
            /** Later: it is not known whether a purge has begun. */
            WAIT,
            /** A purge began or ended while it was worked on: the work is to be done again. */
            RETRY
        }

        Decision decide(FinishedClip finished);
    }
}
