package ai.viralclip.worker.health;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.BucketEvent.StoreOperation;
import ai.viralclip.worker.intake.IntakeEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When what was last heard of the intake that tells a worker that goes on from one that stands still. Thread-safe. */
final class SignsOfLife implements IntakeEvent.Listener, BucketEvent.Listener {

    private final InstantSource clock;
    private final Instant began;
    private Optional<Instant> openSince = Optional.empty();
    private Optional<Instant> unassignedSince;
    private Optional<Instant> polled = Optional.empty();
    private Set<Integer> assigned = Set.of();
    private Set<Integer> parked = Set.of();
    private Set<Integer> hanging = Set.of();
    private Optional<Instant> unreadableSince = Optional.empty();
    private Optional<Instant> unreadSince = Optional.empty();
    private int inFlight;
    private Instant moved;
    private Optional<Failures> failures = Optional.empty();

    /** Transactions that failed, none of which was committed. */
    record Failures(Instant first, Instant last) {}

    SignsOfLife(InstantSource clock) {
        this.clock = clock;
        this.began = clock.instant();
        this.unassignedSince = Optional.of(began);
        this.moved = began;
    }

    Instant began() {
        return began;
    }

    /** Since when clips may be worked on; empty while they may not. */
    synchronized Optional<Instant> openSince() {
        return openSince;
    }

    /** Since when no partition is this worker's; empty while one is. */
    synchronized Optional<Instant> unassignedSince() {
        return unassignedSince;
    }

    /** When the poll thread last came round; empty until it first did. */
    synchronized Optional<Instant> polled() {
        return polled;
    }

    /**
     * Since when every partition that is this worker's is parked or behind a transaction that hangs; empty while one
     * can be read, or none is its.
     */
    synchronized Optional<Instant> unreadableSince() {
        return unreadableSince;
    }

    /** Since when there is something to be read, and nothing is read or in flight; empty while there is not. */
    synchronized Optional<Instant> unreadSince() {
        return inFlight > 0 ? Optional.empty() : unreadSince;
    }

    /** When anything last became of what is in flight; empty while nothing is. */
    synchronized Optional<Instant> moved() {
        return inFlight > 0 ? Optional.of(moved) : Optional.empty();
    }

    synchronized Optional<Failures> settlementFailures() {
        return failures;
    }

    @Override
    public synchronized void on(IntakeEvent event) {
        Instant now = clock.instant();
        switch (event) {
            case IntakeEvent.Admitted _ -> admitted(now);
            case IntakeEvent.Ready _, IntakeEvent.Failed _ -> ended(now);
            case IntakeEvent.Dropped(var _, var records) -> dropped(records);
            case IntakeEvent.Deferred _ -> moved = now;
            case IntakeEvent.Assigned(var partitions) -> assigned(partitions, now);
            case IntakeEvent.Parked(var partitions) -> {
                parked = partitions;
                readable(now);
            }
            case IntakeEvent.OpenTransactions(var _, var partitions) -> {
                hanging = partitions;
                readable(now);
            }
            case IntakeEvent.Turned(var unread) -> turned(unread, now);
            case IntakeEvent.SettlementFailed() ->
                failures =
                        Optional.of(new Failures(failures.map(Failures::first).orElse(now), now));
            case IntakeEvent.Settled _ -> failures = Optional.empty();
            case IntakeEvent.Restarted _,
                    IntakeEvent.LettersCounted _,
                    IntakeEvent.WindowsLookedAt _,
                    IntakeEvent.Withheld _,
                    IntakeEvent.BareLetter _,
                    IntakeEvent.LogReplaced _ -> {}
        }
    }

    /**
     * The end of each request that carries a clip's bytes takes that clip further. Listings and purges say nothing of
     * it.
     */
    @Override
    public synchronized void on(BucketEvent event) {
        if (event instanceof BucketEvent.RequestEnded ended && carriesBytes(ended.operation())) {
            moved = clock.instant();
        } else if (event instanceof BucketEvent.Halted) {
            openSince = Optional.empty();
        } else if (event instanceof BucketEvent.Resumed) {
            openSince = Optional.of(clock.instant());
        }
    }

    private static boolean carriesBytes(StoreOperation operation) {
        return switch (operation) {
            case PUT_OBJECT, UPLOAD_PART, UPLOAD_PART_COPY, COPY_OBJECT, COMPLETE_MULTIPART_UPLOAD -> true;
            case CREATE_MULTIPART_UPLOAD,
                    LIST_OBJECTS_V2,
                    LIST_MULTIPART_UPLOADS,
                    HEAD_OBJECT,
                    GET_OBJECT,
                    ABORT_MULTIPART_UPLOAD,
                    DELETE_OBJECT,
                    DELETE_OBJECTS -> false;
        };
    }

    private void readable(Instant now) {
        boolean none =
                !assigned.isEmpty() && assigned.stream().allMatch(one -> parked.contains(one) || hanging.contains(one));
        unreadableSince = none ? unreadableSince.or(() -> Optional.of(now)) : Optional.empty();
    }

    private void admitted(Instant now) {
        unreadSince = Optional.empty();
        if (inFlight == 0) {
            moved = now;
        }
        inFlight++;
    }

    private void ended(Instant now) {
        inFlight--;
        moved = now;
        unreadSince = Optional.empty();
        // Also of those whose transaction seemed to fail, and turned out to be committed.
        failures = Optional.empty();
    }

    private void dropped(int records) {
        inFlight -= records;
        unreadSince = Optional.empty();
    }

    private void assigned(Set<Integer> partitions, Instant now) {
        assigned = partitions;
        unassignedSince = partitions.isEmpty() ? Optional.of(now) : Optional.empty();
        readable(now);
    }

    private void turned(Map<Integer, Long> unread, Instant now) {
        polled = Optional.of(now);
        boolean some = unread.entrySet().stream().anyMatch(one -> one.getValue() > 0 && !parked.contains(one.getKey()));
        unreadSince = some ? unreadSince.or(() -> Optional.of(now)) : Optional.empty();
    }
}
