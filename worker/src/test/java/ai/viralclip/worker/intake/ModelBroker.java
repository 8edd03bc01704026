package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.purge.Moment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The plainest model of what the brokers keep: logs, who owns which, what is settled, what is committed. It says at
 * once when a record is settled twice or before its time, or a commit says anything but what is settled.
 */
final class ModelBroker {

    /** What a run met. A property that never meets a case says nothing of it. */
    enum Met {
        REFUSED,
        REPLY_LOST,
        DECIDED_LATER_COMMITTED,
        DECIDED_LATER_ABORTED,
        FENCED,
        UNANSWERED,
        BITMAP_READ_BACK,
        ENDED_AFTER_ITS_PARTITION_WENT,
        WAITED_FOR_ITS_CLIP,
        OUT_OF_REACH
    }

    /** A broker's default for {@code offset.metadata.max.bytes}. */
    private static final int MAX_METADATA = 4_096;

    final Set<Met> met = EnumSet.noneOf(Met.class);
    final Map<TopicPartition, NavigableMap<Long, Optional<Integer>>> logs;
    private final Map<TopicPartition, Set<Long>> settled = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<TopicPartition, Session> owners = new HashMap<>();
    private final List<Session> sessions = new ArrayList<>();
    private Random chance = new Random(0);
    private int faultPercent;

    /** @param logs per partition, from the offset to the clip; empty for a record that is no event */
    ModelBroker(Map<TopicPartition, NavigableMap<Long, Optional<Integer>>> logs) {
        this.logs = logs;
        logs.keySet().forEach(partition -> settled.put(partition, new LinkedHashSet<>()));
    }

    private record Transaction(List<FinishedClip> finished, Map<TopicPartition, OffsetAndMetadata> offsets) {}

    /** From now on so many in a hundred calls go wrong, as chance has it. */
    void faults(long seed, int percent) {
        chance = new Random(seed);
        faultPercent = percent;
    }

    void assign(TopicPartition partition, Session to) {
        owners.put(partition, to);
    }

    Optional<Session> owner(TopicPartition partition) {
        return Optional.ofNullable(owners.get(partition));
    }

    boolean isSettled(TopicPartition partition, long offset) {
        return settled(partition).contains(offset);
    }

    boolean isAllSettled() {
        return logs.keySet().stream()
                .allMatch(
                        partition -> settled(partition).size() == log(partition).size());
    }

    /** Every earlier record of the clip is settled: only then may one begin, and be settled. */
    void checkTurn(TopicPartition partition, long offset) {
        Optional<Integer> clip = log(partition).getOrDefault(offset, Optional.empty());
        log(partition)
                .headMap(offset)
                .forEach((earlier, its) -> check(
                        clip.isEmpty() || !its.equals(clip) || isSettled(partition, earlier),
                        () -> partition + "@" + offset + " begins before " + earlier + " of the same clip is settled"));
    }

    NavigableMap<Long, Optional<Integer>> log(TopicPartition partition) {
        return logs.getOrDefault(partition, new TreeMap<>());
    }

    private Set<Long> settled(TopicPartition partition) {
        return settled.getOrDefault(partition, Set.of());
    }

    private boolean goesWrong() {
        return chance.nextInt(100) < faultPercent;
    }

    private void apply(Transaction transaction) {
        for (FinishedClip one : transaction.finished()) {
            TopicPartition partition = one.partition();
            long offset = one.record().offset();
            check(transaction.offsets().containsKey(partition), () -> partition + " has an outcome and no offset");
            checkTurn(partition, offset);
            check(settled(partition).add(offset), () -> partition + "@" + offset + " is settled again");
        }
        transaction.offsets().forEach((partition, commit) -> {
            committed.put(partition, throughBytes(commit));
            CommittedOffsets progress = CommittedOffsets.of(throughBytes(commit));
            log(partition)
                    .keySet()
                    .forEach(offset -> check(
                            progress.isSettled(offset) == isSettled(partition, offset),
                            () -> "the commit says something else of " + partition + "@" + offset
                                    + " than what is so"));
        });
    }

    /** AssertJ's words would cost more than all the rest, a few million times. */
    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    private static OffsetAndMetadata throughBytes(OffsetAndMetadata commit) {
        byte[] metadata = commit.metadata().getBytes(UTF_8);
        check(metadata.length <= MAX_METADATA, () -> metadata.length + " bytes of metadata");
        return new OffsetAndMetadata(commit.offset(), new String(metadata, UTF_8));
    }

    /** One worker's producer and membership, from its start to its end. */
    final class Session implements Transactions {

        private Optional<Transaction> undecided = Optional.empty();
        private boolean mustRecover;

        Session() {
            sessions.add(this);
        }

        @Override
        public void settle(
                List<FinishedClip> finished, Map<TopicPartition, OffsetAndMetadata> offsets, Moment checked) {
            check(!mustRecover, () -> "a transaction begins before the last one is decided");
            mustRecover = true;
            Transaction transaction = new Transaction(finished, offsets);
            if (offsets.keySet().stream().anyMatch(partition -> owners.get(partition) != this)) {
                met.add(Met.FENCED);
                throw new KafkaException("fenced");
            }
            if (goesWrong()) {
                fail(transaction);
            }
            apply(transaction);
            mustRecover = false;
        }

        private void fail(Transaction transaction) {
            switch (chance.nextInt(3)) {
                case 0 -> met.add(Met.REFUSED);
                case 1 -> {
                    apply(transaction);
                    met.add(Met.REPLY_LOST);
                }
                default -> undecided = Optional.of(transaction);
            }
            throw new KafkaException("in doubt");
        }

        @Override
        public void recover() {
            answer();
            decide();
            mustRecover = false;
        }

        /** Waits for what is undecided, as read_committed consumers do. */
        @Override
        public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            answer();
            sessions.forEach(Session::decide);
            Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(committed);
            found.keySet().retainAll(partitions);
            return found;
        }

        private void answer() {
            if (goesWrong()) {
                met.add(Met.UNANSWERED);
                throw new TimeoutException("no answer");
            }
        }

        private void decide() {
            undecided.ifPresent(transaction -> {
                boolean commits = chance.nextBoolean();
                met.add(commits ? Met.DECIDED_LATER_COMMITTED : Met.DECIDED_LATER_ABORTED);
                if (commits) {
                    apply(transaction);
                }
            });
            undecided = Optional.empty();
        }
    }
}
