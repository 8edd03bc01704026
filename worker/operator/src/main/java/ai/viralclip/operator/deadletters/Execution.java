package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Skip;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A plan as it is carried out: batch by batch, each in one transaction with its marks and the audit entry. It has the
 * journal to itself: nobody else marks a letter as long as its transactions commit.
 */
final class Execution {

    private static final int BATCH = 100;
    private static final long BATCH_BYTES = 2L * 1024 * 1024;

    /** Between two signs of life. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /**
     * What an execution works with.
     *
     * @param replay makes records of letters
     */
    record Tools(JournalReader reader, JournalWriter writer, ReplayRecord replay, InstantSource clock) {}

    private final Plan plan;
    private final Terms terms;
    private final Watcher watcher;
    private final Tools tools;
    private final String id = UUID.randomUUID().toString();
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private final int batchMost;
    private final List<LetterRecord> batch = new ArrayList<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private long batchBytes;
    private long done;
    private long attempted;
    private long lastSign;
    private Optional<String> cancelledBy = Optional.empty();

    Execution(Plan plan, Terms terms, Watcher watcher, Tools tools) {
        this.plan = plan;
        this.terms = terms;
        this.watcher = watcher;
        this.tools = tools;
        this.startedAt = tools.clock().instant();
        // A quarter of a second's worth, so that the rate is one of seconds and not of minutes.
        this.batchMost = isPaced() ? Math.clamp((long) (terms.perSecond() / 4), 1, BATCH) : BATCH;
    }

    AuditEntry run(LetterScan scan) {
        List<JournalRecord> begin = new ArrayList<>();
        tools.reader()
                .journal()
                .unfinished()
                .forEach(left -> begin.add(new JournalRecord.Audit(left.as(AuditEntry.Status.INTERRUPTED))));
        write(AuditEntry.Status.RUNNING, begin);
        scan.forEach(this::take);
        if (goesOn()) {
            settle();
        }
        return write(cancelledBy.isPresent() ? AuditEntry.Status.CANCELLED : AuditEntry.Status.DONE, List.of());
    }

    private boolean take(LetterRecord record, Letter letter) {
        Optional<Skip> skip = record.skip(plan.kind(), plan.force(), letter.state());
        if (skip.isPresent()) {
            skip(skip.get());
        } else {
            batch.add(record);
            batchBytes += record.record().serializedValueSize();
            if (batch.size() >= Math.min(batchMost, terms.most() - attempted) || batchBytes >= BATCH_BYTES) {
                settle();
            }
        }
        if (System.nanoTime() - lastSign > QUIET.toNanos()) {
            write(AuditEntry.Status.RUNNING, List.of());
        }
        return goesOn();
    }

    private boolean goesOn() {
        return cancelledBy.isEmpty() && attempted < terms.most();
    }

    private void settle() {
        awaitTurn();
        if (cancelledBy.isPresent() || batch.isEmpty()) {
            return;
        }
        try {
            commit(batch);
        } catch (JournalWriter.NotTaken oneOfThem) {
            oneByOne();
        }
        attempted += batch.size();
        batch.clear();
        batchBytes = 0;
        watcher.progressed(entry(AuditEntry.Status.RUNNING));
        askWhetherToStop(Duration.ZERO);
    }

    private void oneByOne() {
        for (LetterRecord letter : batch) {
            try {
                commit(List.of(letter));
            } catch (JournalWriter.NotTaken e) {
                skip(Skip.NOT_TAKEN);
            }
        }
    }

    private void commit(List<LetterRecord> letters) throws JournalWriter.NotTaken {
        LetterState mark = switch (plan.kind()) {
            case REPLAY -> new LetterState.Replayed(tools.clock().instant(), terms.by(), terms.note());
            case DISCARD -> new LetterState.Discarded(tools.clock().instant(), terms.by(), terms.note());
        };
        List<ProducerRecord<byte[], byte[]>> replayed = switch (plan.kind()) {
            case REPLAY -> letters.stream().map(tools.replay()::of).toList();
            case DISCARD -> List.of();
        };
        AuditEntry after = entry(AuditEntry.Status.RUNNING, done + letters.size());
        Stream<JournalRecord> marks =
                letters.stream().map(letter -> new JournalRecord.Mark(plan.topicId(), letter.id(), mark));
        tools.writer()
                .commit(
                        replayed,
                        Stream.concat(marks, Stream.of(new JournalRecord.Audit(after)))
                                .toList());
        done += letters.size();
        lastSign = System.nanoTime();
    }

    /** Waits until so many are due by the rate, and looks meanwhile whether to stop. */
    private void awaitTurn() {
        long due = isPaced() ? startedNanos + (long) (attempted / terms.perSecond() * 1e9) : startedNanos;
        while (due - System.nanoTime() > 0 && cancelledBy.isEmpty()) {
            Duration left = Duration.ofNanos(due - System.nanoTime());
            askWhetherToStop(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
            if (System.nanoTime() - lastSign > QUIET.toNanos()) {
                write(AuditEntry.Status.RUNNING, List.of());
            }
        }
    }

    private boolean isPaced() {
        return plan.kind() == AuditEntry.Kind.REPLAY;
    }

    private void askWhetherToStop(Duration within) {
        tools.reader().follow(within.isNegative() ? Duration.ZERO : within);
        cancelledBy = tools.reader().journal().cancelled(id);
        if (cancelledBy.isEmpty() && watcher.wantsItToStop()) {
            cancelledBy = Optional.of(terms.by());
        }
    }

    private void skip(Skip why) {
        skipped.merge(why.wireName(), 1L, Long::sum);
    }

    private AuditEntry write(AuditEntry.Status status, List<JournalRecord> before) {
        AuditEntry now = entry(status);
        try {
            tools.writer()
                    .commit(
                            List.of(),
                            Stream.concat(before.stream(), Stream.of(new JournalRecord.Audit(now)))
                                    .toList());
        } catch (JournalWriter.NotTaken e) {
            throw new IllegalStateException("the journal does not take its own records", e);
        }
        lastSign = System.nanoTime();
        watcher.progressed(now);
        return now;
    }

    private AuditEntry entry(AuditEntry.Status status) {
        return entry(status, done);
    }

    private AuditEntry entry(AuditEntry.Status status, long doneThen) {
        return new AuditEntry(
                id,
                plan.kind(),
                terms.by(),
                terms.note(),
                plan.selection().asText(),
                startedAt,
                tools.clock().instant(),
                status,
                Math.min(plan.eligible(), terms.most()),
                doneThen,
                skipped,
                cancelledBy);
    }
}
