package ai.viralclip.worker.health;

import ai.viralclip.contracts.KnownIds;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.media.file.Sources;
import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.Purges;
import ai.viralclip.worker.telemetry.HandTurnedClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A worker as its watchdog knows it, that consumes at noon; time and events are the test's. */
final class WatchedWorker {

    static final WatchdogProperties LIMITS = new WatchdogProperties(
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));
    static final IntakeEvent.Origin CLIP = new IntakeEvent.Origin(0, 1, HandTurnedClock.NOON.toEpochMilli());

    final HandTurnedClock clock = new HandTurnedClock();
    final SignsOfLife signs = new SignsOfLife(clock);
    final Restarts restarts = new Restarts(clock);
    final PurgeLedger purges = Purges.ledger(clock);
    final Watchdog watchdog = new Watchdog(signs, restarts, purges, LIMITS, clock);
    final IntakeHealth health = new IntakeHealth(clock, watchdog, new MountHealth(Sources.mounts()));

    /** Of nobody known. */
    static IntakeEvent.Admitted admitted(IntakeEvent.Origin origin) {
        return new IntakeEvent.Admitted(
                origin, new KnownIds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    WatchedWorker() {
        tell(new BucketEvent.Resumed());
        tell(new IntakeEvent.Assigned(Set.of(0, 1)));
        tell(new IntakeEvent.Turned(Map.of()));
        purges.heardUntil(Moment.now(clock));
    }

    /** The threads that are not the subject go on meanwhile. */
    void pass(long seconds) {
        passWith(seconds, Map.of());
    }

    /** @param unread records of each partition that were not read yet */
    void passWith(long seconds, Map<Integer, Long> unread) {
        clock.forwardSeconds(seconds);
        purges.heardUntil(Moment.now(clock));
        tell(new IntakeEvent.Turned(unread));
        watchdog.look();
    }

    void hang(long seconds) {
        clock.forwardSeconds(seconds);
        purges.heardUntil(Moment.now(clock));
        watchdog.look();
    }

    void deaf(long seconds) {
        clock.forwardSeconds(seconds);
        tell(new IntakeEvent.Turned(Map.of()));
        watchdog.look();
    }

    void tell(BucketEvent event) {
        signs.on(event);
        health.on(event);
    }

    void tell(IntakeEvent event) {
        signs.on(event);
        restarts.on(event);
        health.on(event);
    }
}
