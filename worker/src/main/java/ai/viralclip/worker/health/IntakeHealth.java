package ai.viralclip.worker.health;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.requests.RequestEvent;
import ai.viralclip.worker.requests.RequestKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Readiness: down, with the reason, while nothing is consumed, while the worker stands still, while the store fails and
 * no clip gets through, and while no root of media can be used. It asks nobody: it repeats what the clips on their way
 * have met, and what the watchdog found.
 */
final class IntakeHealth implements HealthIndicator, IntakeEvent.Listener, BucketEvent.Listener, RequestEvent.Listener {

    /** A store that hiccups for less than this is not worth anybody's attention. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Halt(String reason, String detail) {}

    /** Without a further failure for so long, nothing is known to fail any more: longer than two attempts are apart. */
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private record Failure(DeferCause cause, Instant since, Instant last) {}

    private final InstantSource clock;
    private final Watchdog watchdog;
    private final MountHealth mounts;
    private volatile Optional<Halt> halt = Optional.of(new Halt("bucket_unproved", "the bucket was not looked at yet"));
    private volatile Set<IntakeEvent.AnswerKind> withheld = Set.of();
    private volatile Set<Integer> parked = Set.of();
    private volatile Set<Integer> hanging = Set.of();
    private final Map<RequestKind, Set<Integer>> parkedRequests = new ConcurrentHashMap<>();
    private volatile Optional<Failure> failure = Optional.empty();

    IntakeHealth(InstantSource clock, Watchdog watchdog, MountHealth mounts) {
        this.clock = clock;
        this.watchdog = watchdog;
        this.mounts = mounts;
    }

    @Override
    public Health health() {
        Health whole = whole();
        Health.Builder told = Health.status(whole.getStatus()).withDetails(whole.getDetails());
        Map<String, Set<Integer>> unreadable = unreadable();
        if (!unreadable.isEmpty()) {
            told.withDetail("parked", unreadable);
        }
        Set<Integer> behind = hanging;
        if (!behind.isEmpty()) {
            told.withDetail("transactions_hang", new TreeSet<>(behind));
        }
        return told.build();
    }

    /** What cannot be read, by what it would be: it stops itself alone, and all else goes on. */
    private Map<String, Set<Integer>> unreadable() {
        Map<String, Set<Integer>> unreadable = new TreeMap<>();
        parkedRequests.forEach((kind, partitions) -> unreadable.put(kind.wireName(), new TreeSet<>(partitions)));
        unreadable.put("clips", new TreeSet<>(parked));
        unreadable.values().removeIf(Set::isEmpty);
        return unreadable;
    }

    private Health whole() {
        Optional<Halt> halted = halt;
        if (halted.isPresent()) {
            return Health.down()
                    .withDetail("reason", halted.get().reason())
                    .withDetail("detail", halted.get().detail())
                    .build();
        }
        return unwritable().or(this::stalled).or(this::failing).or(mounts::down).orElseGet(mounts::up);
    }

    /** The first of the stalls in the order of their causes; what follows from it may be among the others. */
    private Optional<Health> stalled() {
        Map<Stall, Instant> stalls = watchdog.stalls();
        return stalls.keySet().stream()
                .min(Comparator.naturalOrder())
                .map(stall -> Health.down()
                        .withDetail("reason", stall.wireName())
                        .withDetail("detail", stall.detail())
                        .withDetail("since", String.valueOf(stalls.get(stall)))
                        .build());
    }

    /** Clips that failed only wait; where none can be ready, nothing gets through. */
    private Optional<Health> unwritable() {
        return withheld.contains(IntakeEvent.AnswerKind.READY)
                ? Optional.of(Health.down()
                        .withDetail("reason", "answers_withheld")
                        .withDetail("detail", "the brokers do not take clip-ready: is the topic there, and its ACL?")
                        .build())
                : Optional.empty();
    }

    private Optional<Health> failing() {
        return failure.filter(this::isLasting)
                .map(lasting -> Health.down()
                        .withDetail("reason", lasting.cause().wireName())
                        .withDetail("since", lasting.since().toString())
                        .build());
    }

    private boolean isLasting(Failure one) {
        Instant now = clock.instant();
        return Duration.between(one.since(), now).compareTo(PATIENCE) > 0
                && Duration.between(one.last(), now).compareTo(MEMORY) < 0;
    }

    private void deferred(DeferCause cause) {
        if (cause == DeferCause.STORE_UNAVAILABLE || cause == DeferCause.STORE_THROTTLED) {
            Instant now = clock.instant();
            Instant since = failure.map(Failure::since).orElse(now);
            failure = Optional.of(new Failure(cause, since, now));
        }
    }

    @Override
    public void on(BucketEvent event) {
        if (event instanceof BucketEvent.Halted(var reason, var detail)) {
            halt = Optional.of(new Halt(reason.wireName(), detail));
        } else if (event instanceof BucketEvent.Resumed) {
            halt = Optional.empty();
        }
    }

    @Override
    public void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Deferred(var cause) -> deferred(cause);
            case IntakeEvent.Withheld(var kinds) -> withheld = kinds;
            case IntakeEvent.Parked(var partitions) -> parked = partitions;
            case IntakeEvent.OpenTransactions(var _, var partitions) -> hanging = partitions;
            case IntakeEvent.Ready _ -> failure = Optional.empty();
            case IntakeEvent.Admitted _,
                    IntakeEvent.Dropped _,
                    IntakeEvent.Failed _,
                    IntakeEvent.Assigned _,
                    IntakeEvent.Turned _,
                    IntakeEvent.WindowsLookedAt _,
                    IntakeEvent.LettersCounted _,
                    IntakeEvent.Settled _,
                    IntakeEvent.SettlementFailed _,
                    IntakeEvent.BareLetter _,
                    IntakeEvent.LogReplaced _,
                    IntakeEvent.Restarted _ -> {}
        }
    }

    @Override
    public void on(RequestEvent event) {
        if (event instanceof RequestEvent.Parked(var kind, var partitions)) {
            parkedRequests.put(kind, partitions);
        }
    }
}
