package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.intake.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The clips that are in flight, by partition: how many, how old, and which of them the objective has counted as late.
 * Kept by what the intake tells, so that no scrape asks the poll thread. Thread-safe.
 */
final class InFlight {

    private static final class Partition {

        private final Map<Long, Objective.Clip> clips = new HashMap<>();
        private Instant progress;
        private long unread;
        private boolean parked;
        private boolean hangs;
        private Duration openTransaction = Duration.ZERO;

        Partition(Instant now) {
            progress = now;
        }

        /** Where there is nothing to be done, no progress is missed. */
        boolean isIdle() {
            return clips.isEmpty() && unread == 0 && !parked && !hangs;
        }
    }

    private final RecordClock clock;
    private final Objective objective;
    private final Map<Integer, Partition> partitions = new HashMap<>();

    InFlight(RecordClock clock, Objective objective) {
        this.clock = clock;
        this.objective = objective;
    }

    /** Returns how long the record had waited. */
    synchronized Duration admitted(Origin origin) {
        Partition partition = at(origin.partition());
        // To be read is progress as well, but not while others of the partition are at work.
        if (partition.clips.isEmpty()) {
            partition.progress = clock.now();
        }
        Objective.Clip clip = objective.admitted(origin);
        partition.clips.put(origin.offset(), clip);
        return clock.since(clip.written());
    }

    /** Returns how old the clip is. */
    synchronized Duration ready(Origin origin) {
        Objective.Clip clip = ended(origin);
        objective.ready(clip);
        return clock.since(clip.written());
    }

    /** @param byUs whether the worker or the store is to blame, and not what the pipeline sent */
    synchronized void failed(Origin origin, boolean byUs) {
        objective.failed(ended(origin), byUs);
    }

    /** Nothing of this partition is in flight any more. */
    synchronized void dropped(int partition) {
        Partition left = partitions.get(partition);
        if (left != null) {
            left.clips.values().forEach(objective::givenUp);
            left.clips.clear();
        }
    }

    synchronized void assigned(Set<Integer> now) {
        partitions.keySet().retainAll(now);
        now.forEach(this::at);
    }

    /** Offsets that were not read yet; of a partition that is not named, what was told before holds. */
    synchronized void unread(Map<Integer, Long> offsets) {
        partitions.forEach((number, partition) -> {
            boolean wasIdle = partition.isIdle();
            partition.unread = Math.max(0, offsets.getOrDefault(number, partition.unread));
            begins(partition, wasIdle);
        });
    }

    /** These cannot be read. */
    synchronized void parked(Set<Integer> now) {
        partitions.forEach((number, partition) -> {
            boolean wasIdle = partition.isIdle();
            partition.parked = now.contains(number);
            begins(partition, wasIdle);
        });
    }

    /**
     * As far as the last look saw.
     *
     * @param ages of the partitions that have an open one
     * @param hanging those behind which there is something to be read for too long
     */
    synchronized void openTransactions(Map<Integer, Duration> ages, Set<Integer> hanging) {
        partitions.forEach((number, partition) -> {
            boolean wasIdle = partition.isIdle();
            partition.openTransaction = ages.getOrDefault(number, Duration.ZERO);
            partition.hangs = hanging.contains(number);
            begins(partition, wasIdle);
        });
    }

    private void begins(Partition partition, boolean wasIdle) {
        if (wasIdle && !partition.isIdle()) {
            partition.progress = clock.now();
        }
    }

    synchronized int count() {
        return partitions.values().stream().mapToInt(one -> one.clips.size()).sum();
    }

    synchronized int assignedPartitions() {
        return partitions.size();
    }

    /** Zero where none is in flight. */
    synchronized Duration oldestAge() {
        return clips().map(Objective.Clip::written)
                .min(Instant::compareTo)
                .map(clock::since)
                .orElse(Duration.ZERO);
    }

    /**
     * Since something of the partition was last settled, or the first of those in flight was admitted, or there was
     * something to be read; 0 where there is nothing to be done.
     */
    double progressAgeSeconds(int partition) {
        return of(partition, one -> one.isIdle() ? 0 : Seconds.of(clock.since(one.progress)));
    }

    /** 1 where it cannot be read. */
    double isParked(int partition) {
        return of(partition, one -> one.parked ? 1 : 0);
    }

    /** For how long a transaction has held up what lies behind it; 0 where none is open. */
    double openTransactionSeconds(int partition) {
        return of(partition, one -> Seconds.of(one.openTransaction));
    }

    /** In flight, and not read yet. */
    double unfinished(int partition) {
        return of(partition, one -> (double) one.clips.size() + one.unread);
    }

    /** Clips that met the objective. */
    synchronized double good() {
        return objective.good();
    }

    /** Clips that did not, and those in flight that cannot any more. */
    synchronized double bad() {
        clips().forEach(objective::unfinished);
        return objective.bad();
    }

    private Stream<Objective.Clip> clips() {
        return partitions.values().stream().flatMap(one -> one.clips.values().stream());
    }

    private synchronized double of(int partition, ToDoubleFunction<Partition> figure) {
        Partition known = partitions.get(partition);
        return known == null ? Double.NaN : figure.applyAsDouble(known);
    }

    private Partition at(int number) {
        return partitions.computeIfAbsent(number, p -> new Partition(clock.now()));
    }

    private Objective.Clip ended(Origin origin) {
        Partition partition = at(origin.partition());
        partition.progress = clock.now();
        Objective.Clip clip = partition.clips.remove(origin.offset());
        return clip == null ? objective.admitted(origin) : clip;
    }
}
