package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.DeadLetterTopics;
import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.operator.letters.LetterGroups;
import ai.viralclip.operator.letters.LetterList;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's way to dead letters: named operations with typed answers. Each opens Kafka clients of its own and
 * closes them, reads each topic as it is when it begins, and keeps a few bytes for each letter at most. Thread-safe;
 * every operation blocks its thread, and may be interrupted.
 *
 * <p>Operations throw {@link Refused} where something is wrong, with a sentence for people.
 */
public final class DeadLetters {

    private final Clients clients;
    private final DeadLetterTopics topics;
    private final InstantSource clock;

    private DeadLetters(Clients clients, DeadLetterTopics topics, InstantSource clock) {
        this.clients = clients;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Connects to nothing yet.
     *
     * @param settings of Kafka clients, {@code bootstrap.servers} at least
     */
    public static DeadLetters of(Map<String, Object> settings, DeadLetterTopics topics, InstantSource clock) {
        return new DeadLetters(new Clients(settings), topics, clock);
    }

    /** By reason. */
    public LetterGroups groups(Filter filter) {
        return look(desk -> {
            GroupCount count = new GroupCount(clock.instant());
            LetterScan scan = desk.scan(new Selection.ByFilter(filter));
            scan.forEach((_, letter) -> {
                count.add(letter);
                return true;
            });
            return count.groups(scan.scanned());
        });
    }

    /**
     * The newest ones.
     *
     * @param limit how many letters at most are in the answer, from 1 to 10,000
     */
    public LetterList list(Filter filter, int limit) {
        NewestLetters newest = new NewestLetters(limit);
        return look(desk -> {
            LetterScan scan = desk.scan(new Selection.ByFilter(filter));
            scan.forEach((_, letter) -> {
                newest.add(letter);
                return true;
            });
            return newest.list(scan.scanned());
        });
    }

    /**
     * All that is known of one letter.
     *
     * @throws Refused {@link Refused.Kind#NOT_FOUND} where there is no such letter
     */
    public LetterDetail show(DeadLetterId id) {
        return look(desk -> desk.show(id));
    }

    /**
     * Counts what a replay would do. Letters with which nothing was done are eligible, unless
     * {@link ai.viralclip.operator.letters.Skip} says why not.
     *
     * @param force whether letters that were replayed three times and more are eligible, too
     */
    public Plan planReplay(Selection selection, boolean force) {
        return look(desk -> desk.plan(AuditEntry.Kind.REPLAY, selection, force));
    }

    /** Counts what a discard would do: all with which nothing was done are eligible. */
    public Plan planDiscard(Selection selection) {
        return look(desk -> desk.plan(AuditEntry.Kind.DISCARD, selection, false));
    }

    /**
     * Carries a plan out: replays its letters, each exactly once, or discards them. Returns when it is through, when
     * its most is reached, or when it was asked to stop.
     *
     * @return how it ended
     * @throws Refused {@link Refused.Kind#BUSY} where another one runs, {@link Refused.Kind#TAKEN_OVER} where another
     *     one took over
     */
    public AuditEntry carryOut(Plan plan, Terms terms, Watcher watcher) {
        if (plan.kind() == AuditEntry.Kind.DISCARD && terms.note().isEmpty()) {
            throw Refused.wrongInput("a discard says why: --why TEXT");
        }
        return look(desk -> desk.carryOut(plan, terms, watcher));
    }

    /** Who did what: the newest ones, newest first; the latest 1,000 at most. */
    public List<AuditEntry> audit(int limit) {
        return look(desk -> desk.journal().newest(limit, clock.instant()));
    }

    /** The one that runs now. */
    public Optional<AuditEntry> running() {
        return look(desk -> desk.journal().running(clock.instant()));
    }

    /**
     * Asks the one that runs to stop after the transaction in hand, and waits for that.
     *
     * @param limit how long to wait
     * @return the one that was asked, as it was at the end; empty where none runs
     */
    public Optional<AuditEntry> cancel(String by, Duration limit) {
        return look(desk -> desk.cancel(by, limit));
    }

    private <T> T look(Desk.Work<T> work) {
        return Desk.with(clients, topics, clock, work);
    }
}
