package ai.viralclip.worker.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Finds transactions on {@code clip-rendered} that do not end: their producer hangs, or the brokers lost what ended
 * them. From the first record of such a one on (the last stable offset), a reader of committed records is given
 * nothing, whoever else wrote what comes after. Its lag counts up to there and is 0, and nothing fails. So it is looked
 * at from beside, from time to time, with a client of its own; nothing waits for it.
 */
final class TransactionWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(10);

    /**
     * By then its coordinator has aborted any whose producer went silent, where that has the default of
     * {@code transaction.timeout.ms}, a minute. One that was given more, at most {@code transaction.max.timeout.ms} of
     * the brokers (15 minutes by default), may still end by itself; the clips behind it wait no less.
     */
    private static final Duration HANGS_AFTER = Duration.ofMinutes(2);

    /**
     * One that was open at each look since.
     *
     * @param offset its first record
     * @param sinceNanos the first look that found it
     * @param seenNanos the last
     */
    private record Open(long offset, long sinceNanos, long seenNanos) {

        Duration age() {
            return Duration.ofNanos(seenNanos - sinceNanos);
        }

        boolean hangs() {
            return age().compareTo(HANGS_AFTER) >= 0;
        }
    }

    private final LogEnds logs;
    private final Supplier<Set<Integer>> assigned;
    private final IntakeEvent.Listener events;
    private final LongSupplier nanos;
    private final ApplicationEventPublisher availability;

    private final Map<Integer, Open> open = new HashMap<>();

    /** Those that the log has told of, and when it last did. */
    private final Map<Integer, Long> told = new HashMap<>();

    private volatile @Nullable NeededThread thread;

    /**
     * @param logs of {@code clip-rendered}; closed with this
     * @param assigned the partitions to be looked at
     * @param nanos as {@link System#nanoTime}
     */
    TransactionWatch(
            LogEnds logs,
            Supplier<Set<Integer>> assigned,
            IntakeEvent.Listener events,
            LongSupplier nanos,
            ApplicationEventPublisher availability) {
        this.logs = logs;
        this.assigned = assigned;
        this.events = events;
        this.nanos = nanos;
        this.availability = availability;
    }

    @Override
    public void start() {
        thread = NeededThread.start(Thread.ofVirtual().name("transaction-watch"), this::goOnLooking, availability);
    }

    @Override
    public void stop() {
        NeededThread going = thread;
        if (going != null) {
            going.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void goOnLooking() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                lookIfPossible();
            }
        } catch (InterruptedException e) {
            LOG.debug("transactions are watched no more");
        } finally {
            logs.close();
        }
    }

    private void lookIfPossible() throws InterruptedException {
        try {
            look();
        } catch (RuntimeException e) {
            // Not only Kafka's: nobody but this watch is to end by what it meets.
            logs.failed(e);
        }
    }

    /** Looks once. Of a partition whose leader does not answer, what was found before holds. */
    void look() throws InterruptedException {
        Set<Integer> partitions = assigned.get();
        open.keySet().retainAll(partitions);
        told.keySet().retainAll(partitions);
        if (!partitions.isEmpty()) {
            long now = nanos.getAsLong();
            // In this order: what is committed between the two answers moves the next look's first.
            Map<Integer, Long> readable = logs.of(partitions, IsolationLevel.READ_COMMITTED);
            Map<Integer, Long> written = logs.of(partitions, IsolationLevel.READ_UNCOMMITTED);
            readable.forEach(
                    (partition, until) -> found(partition, until, written.getOrDefault(partition, until), now));
        }
        tell();
    }

    private void found(int partition, long readable, long end, long now) {
        Open before = open.remove(partition);
        boolean isOpen = readable < end;
        if (isOpen && before != null && before.offset() == readable) {
            open.put(partition, new Open(readable, before.sinceNanos(), now));
            return;
        }
        if (isOpen) {
            open.put(partition, new Open(readable, now, now));
        }
        if (told.remove(partition) != null) {
            LOG.atInfo()
                    .addKeyValue("partition", logs.named(partition))
                    .log("a transaction that hung has ended: its partition is read again");
        }
    }

    private void tell() {
        Map<Integer, Duration> ages = new HashMap<>();
        Set<Integer> hanging = new HashSet<>();
        open.forEach((partition, one) -> {
            ages.put(partition, one.age());
            if (one.hangs()) {
                hanging.add(partition);
                log(partition, one);
            }
        });
        events.on(new IntakeEvent.OpenTransactions(ages, hanging));
    }

    /** When it is found, and now and then while it lasts. */
    private void log(int partition, Open one) {
        Long before = told.get(partition);
        if (before == null || one.seenNanos() - before >= BETWEEN_LINES.toNanos()) {
            told.put(partition, one.seenNanos());
            LOG.atError()
                    .addKeyValue("partition", logs.named(partition))
                    .addKeyValue("offset", one.offset())
                    .addKeyValue("open_seconds", one.age().toSeconds())
                    .log("a transaction hangs: nothing behind it can be read, the other partitions go on");
        }
    }
}
