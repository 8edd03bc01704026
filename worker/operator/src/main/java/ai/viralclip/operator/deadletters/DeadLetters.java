package ai.viralclip.operator.deadletters;

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

    /** @param settings of Kafka clients, {@code bootstrap.servers} at least; connects to nothing yet */
    public static DeadLetters of(Map<String, Object> settings, DeadLetterTopics topics, InstantSource clock) {
        return new DeadLetters(new Clients(settings), topics, clock);
    }

    /** By reason. */
    public LetterGroups groups(Filter filter) {
        throw new UnsupportedOperationException();
    }

    /** @param limit how many letters at most are in the answer, from 1 to 10,000 */
    public LetterList list(Filter filter, int limit) {
        throw new UnsupportedOperationException();
    }

    /** @throws Refused {@link Refused.Kind#NOT_FOUND} where there is no such letter */
    public LetterDetail show(DeadLetterId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Counts what a replay would do. Letters with which nothing was done are eligible, unless {@link Skip} says why not.
     *
     * @param force whether letters that were replayed three times and more are eligible, too
     */
    public Plan planReplay(Selection selection, boolean force) {
        throw new UnsupportedOperationException();
    }

    /** Counts what a discard would do: all with which nothing was done are eligible. */
    public Plan planDiscard(Selection selection) {
        throw new UnsupportedOperationException();
    }

    /**
     * Carries a plan out: replays its letters, each exactly once, or discards them. Returns when it is through, when its
     * most is reached, or when it was asked to stop.
     *
     * @return how it ended
     * @throws Refused {@link Refused.Kind#BUSY} where another one runs, {@link Refused.Kind#TAKEN_OVER} where another
     *     one took over
     */
    public AuditEntry carryOut(Plan plan, Terms terms, Watcher watcher) {
        throw new UnsupportedOperationException();
    }

    /** Who did what: the newest ones, newest first. */
    public List<AuditEntry> audit(int limit) {
        throw new UnsupportedOperationException();
    }

    /** The one that runs now. */
    public Optional<AuditEntry> running() {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks the one that runs to stop after the transaction in hand, and waits for that.
     *
     * @param limit how long to wait
     * @return the one that was asked, as it was at the end; empty where none runs
     */
    public Optional<AuditEntry> cancel(String by, Duration limit) {
        throw new UnsupportedOperationException();
    }
}
