package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Endings;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.process.Recurring;
import ai.viralclip.worker.purge.Moment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
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
    private final Queue<FinishedClip> finished;
    private final Transactions transactions;
    private final PurgeCheck purges;
    private final InstantSource clock;
    private final IntakeEvent.Listener events;
    private final ClipLog log;
    private final Recurring failures;
    private List<FinishedClip> inDoubt = List.of();

    /** What was to be committed with them. */
    private Map<TopicPartition, OffsetAndMetadata> attempted = Map.of();

    private final Withheld withheld;
    private Optional<Moment> failedAt = Optional.empty();
    private Optional<Moment> settledAt = Optional.empty();
    private int batchLimit = MAX_BATCH;

    Settler(
            Partitions owned,
            Queue<FinishedClip> finished,
            Transactions transactions,
            PurgeCheck purges,
            InstantSource clock,
            IntakeEvent.Listener events) {
        this.owned = owned;
        this.finished = finished;
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
            for (List<FinishedClip> batch = next(); !batch.isEmpty(); batch = next()) {
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
            inDoubt = inDoubt.stream()
                    .map(one -> one.equals(unwritable.finished()) ? one.asBare() : one)
                    .toList();
            events.on(new IntakeEvent.BareLetter());
        } else {
            withheld.failed(unwritable.finished().kind());
            events.on(new IntakeEvent.Withheld(withheld.kinds()));
        }
    }

    private void commit(List<FinishedClip> batch, Moment began) {
        Map<TopicPartition, Set<Long>> offsets = offsets(batch);
        Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
        offsets.forEach((partition, ended) ->
                owned.on(partition).ifPresent(work -> progress.put(partition, work.commitWith(ended))));
        inDoubt = batch;
        attempted = progress;
        transactions.settle(batch, progress, began);
        committed(batch);
        if (batch.stream().filter(one -> withheld.written(one.kind())).count() > 0) {
            events.on(new IntakeEvent.Withheld(withheld.kinds()));
        }
        settledAt = Optional.of(Moment.now(clock));
        batchLimit = Math.min(batchLimit * 2, MAX_BATCH);
        events.on(new IntakeEvent.Settled(batch.size(), began.since(clock)));
    }

    private void lookUp() {
        transactions.recover();
        List<FinishedClip> still =
                inDoubt.stream().filter(one -> owned.ownerOf(one).isPresent()).toList();
        Map<TopicPartition, OffsetAndMetadata> stored =
                transactions.committed(offsets(still).keySet());
        List<FinishedClip> there =
                still.stream().filter(one -> isSettled(one, stored)).toList();
        committed(there);
        still.stream().filter(one -> !there.contains(one)).forEach(finished::add);
        LOG.atInfo()
                .addKeyValue("records", still.size())
                .addKeyValue("committed", there.size())
                .log("looked up what was in doubt");
    }

    /**
     * Nobody else commits for a partition while it is this worker's, so what was to be committed is there or is not.
     * Any other commit may go further, and says nothing of this record: it is of what the log lost since.
     */
    private boolean isSettled(FinishedClip one, Map<TopicPartition, OffsetAndMetadata> stored) {
        OffsetAndMetadata commit = stored.get(one.partition());
        return commit != null && commit.equals(attempted.get(one.partition()));
    }

    private void committed(List<FinishedClip> batch) {
        inDoubt = List.of();
        offsets(batch)
                .forEach((partition, offsets) ->
                        owned.on(partition).ifPresent(work -> work.settle(of(partition, batch), offsets)));
        batch.forEach(this::conclude);
    }

    private static List<FinishedClip> of(TopicPartition partition, List<FinishedClip> batch) {
        return batch.stream().filter(one -> one.partition().equals(partition)).toList();
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

    /**
     * Up to a batch of what is finished on partitions that are still this worker's, and can be said in their commits.
     */
    private List<FinishedClip> next() {
        List<FinishedClip> batch = new ArrayList<>();
        List<FinishedClip> later = new ArrayList<>();
        FinishedClip one;
        while (batch.size() < batchLimit && (one = finished.poll()) != null) {
            Optional<Partition> owner = owned.ownerOf(one);
            if (owner.isPresent()) {
                switch (decide(one, owner.get(), batch)) {
                    case PUBLISH -> batch.add(one);
                    case WAIT -> later.add(one);
                    case RETRY -> owner.get().again(one);
                }
            }
        }
        finished.addAll(later);
        return batch;
    }

    private PurgeCheck.Decision decide(FinishedClip one, Partition owner, List<FinishedClip> batch) {
        boolean isInTurn = owner.isSettleable(one.record().offset())
                && !withheld.isWaiting(one.kind())
                && (batch.isEmpty() || !(withheld.isAlone(batch.getFirst().kind()) || withheld.isAlone(one.kind())));
        return isInTurn ? purges.decide(one) : PurgeCheck.Decision.WAIT;
    }

    private static Map<TopicPartition, Set<Long>> offsets(List<FinishedClip> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(
                        FinishedClip::partition,
                        Collectors.mapping(one -> one.record().offset(), Collectors.toSet())));
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
