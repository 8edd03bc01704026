package ai.viralclip.worker.telemetry;

import static ai.viralclip.worker.telemetry.HandTurnedClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.delivery.HaltReason;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.intake.Origin;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.Purges;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class WatchdogTest {

    private static final WatchdogProperties LIMITS = new WatchdogProperties(
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));
    private static final Origin CLIP = new Origin(0, 1, NOON.toEpochMilli());

    private final HandTurnedClock clock = new HandTurnedClock();
    private final SignsOfLife signs = new SignsOfLife(clock);
    private final Restarts restarts = new Restarts(clock);
    private final PurgeLedger purges = Purges.ledger(clock);
    private final Watchdog watchdog = new Watchdog(signs, restarts, purges, LIMITS, clock);
    private final IntakeHealth health = new IntakeHealth(clock, watchdog);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void consume() {
        new StallMetrics(registry, watchdog);
        tell(new IntakeEvent.Resumed());
        tell(new IntakeEvent.Assigned(Set.of(0, 1)));
        tell(new IntakeEvent.Turned(Map.of()));
        purges.heardUntil(clock.instant());
    }

    @Test
    void aWorkerThatHasNothingToDoDoesNotStandStill() {
        for (int minute = 0; minute < 60; minute++) {
            pass(60);
        }

        assertThat(watchdog.stalls()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(registry.get("clip.stalled").gauges())
                .hasSameSizeAs(Stall.values())
                .allMatch(gauge -> gauge.value() == 0);
    }

    @Test
    void noPartitionForAMinuteIsAStallAndOneEndsIt() {
        tell(new IntakeEvent.Assigned(Set.of()));
        pass(60);
        assertThat(watchdog.stalls()).isEmpty();

        pass(1);
        pass(1);
        assertThat(watchdog.stalls()).containsOnly(Map.entry(Stall.NOTHING_ASSIGNED, NOON));
        assertThat(gauge("nothing_assigned")).isEqualTo(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails())
                .containsEntry("reason", "nothing_assigned")
                .containsEntry("since", NOON.toString())
                .containsKey("detail");

        tell(new IntakeEvent.Assigned(Set.of(3)));
        pass(1);
        assertThat(watchdog.stalls()).isEmpty();
        assertThat(gauge("nothing_assigned")).isZero();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aHaltIsNoStallAndItsTimeDoesNotCount() {
        tell(new IntakeEvent.Admitted(CLIP));
        tell(new IntakeEvent.Assigned(Set.of()));
        tell(new IntakeEvent.Halted(HaltReason.STORE_DENIED, "403"));
        pass(600);
        pass(600);
        assertThat(watchdog.stalls()).isEmpty();
        assertThat(health.health().getDetails()).containsEntry("reason", "store_denied");

        tell(new IntakeEvent.Resumed());
        pass(30);
        pass(30);
        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void aPollThreadThatDoesNotComeRoundIsAStallAlsoWhileNothingElseIsHeard() {
        hang(30);
        assertThat(watchdog.stalls()).isEmpty();

        hang(1);
        hang(1);
        assertThat(watchdog.stalls()).containsOnlyKeys(Stall.NOTHING_POLLED);

        tell(new IntakeEvent.Turned(Map.of()));
        watchdog.look();
        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void aWorkerThatNeverPolledWaitsForItsBucketAndDoesNotHang() {
        SignsOfLife fresh = new SignsOfLife(clock);
        Watchdog other = new Watchdog(fresh, restarts, purges, LIMITS, clock);
        clock.forwardSeconds(3_600);
        purges.heardUntil(clock.instant());

        other.look();
        other.look();

        assertThat(other.stalls()).isEmpty();
    }

    @Test
    void clipsOfWhichNothingBecomesAreAStall() {
        pass(3_600);
        tell(new IntakeEvent.Admitted(CLIP));
        pass(300);
        assertThat(watchdog.stalls()).isEmpty();

        pass(1);
        pass(1);
        assertThat(watchdog.stalls()).containsOnlyKeys(Stall.NOTHING_FINISHED);

        tell(new IntakeEvent.Ready(CLIP, 1, Duration.ZERO));
        pass(1);
        pass(3_600);
        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void whateverHappensToAnyClipShowsThatTheyGoOn() {
        tell(new IntakeEvent.Admitted(CLIP));
        tell(new IntakeEvent.Admitted(new Origin(0, 2, 0)));
        tell(new IntakeEvent.Admitted(new Origin(1, 2, 0)));
        pass(299);
        tell(new IntakeEvent.Deferred(DeferCause.STORE_UNAVAILABLE));
        pass(299);
        tell(new IntakeEvent.Failed(CLIP, Reason.SIZE_MISMATCH, Duration.ZERO));
        pass(299);
        signs.on(new BucketEvent.Throttled());
        pass(299);
        assertThat(watchdog.stalls()).isEmpty();

        tell(new IntakeEvent.Dropped(0, 1));
        tell(new IntakeEvent.Dropped(1, 1));
        pass(3_600);
        pass(3_600);
        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void threeRestartsInARowAreAStallUntilSomethingIsSettled() {
        restart();
        restart();
        assertThat(watchdog.stalls()).isEmpty();

        restart();
        assertThat(watchdog.stalls()).containsOnlyKeys(Stall.RESTARTING);
        assertThat(restarts.inARow()).isEqualTo(3);

        tell(new IntakeEvent.Settled(1, Duration.ZERO));
        pass(1);
        assertThat(watchdog.stalls()).isEmpty();
        assertThat(restarts.inARow()).isZero();
    }

    @Test
    void aConsumerThatPollsForHalfAMinuteEndsTheRow() {
        restart();
        restart();
        restart();
        for (int second = 0; second < 28; second++) {
            pass(1);
        }
        assertThat(restarts.inARow()).isEqualTo(3);

        pass(1);
        assertThat(restarts.inARow()).isZero();
        pass(1);
        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void transactionsThatFailAndFailAreAStallUntilOneIsCommitted() {
        for (int second = 0; second <= 30; second += 10) {
            tell(new IntakeEvent.SettlementFailed());
            pass(10);
        }
        pass(1);
        assertThat(watchdog.stalls()).containsOnlyKeys(Stall.SETTLEMENT_FAILING);

        tell(new IntakeEvent.Settled(1, Duration.ZERO));
        pass(1);
        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void aTransactionThatFailedOnceWithNothingToSettleAfterItIsNoStall() {
        tell(new IntakeEvent.SettlementFailed());
        pass(61);
        pass(61);

        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void whatWasFoundCommittedAfterAllWasNoFailure() {
        tell(new IntakeEvent.Admitted(CLIP));
        tell(new IntakeEvent.SettlementFailed());
        pass(20);
        tell(new IntakeEvent.Ready(CLIP, 1, Duration.ZERO));
        tell(new IntakeEvent.SettlementFailed());
        pass(20);
        pass(1);

        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void purgesThatAreNotHeardOfAreAStall() {
        deaf(30);
        assertThat(watchdog.stalls()).isEmpty();

        deaf(1);
        deaf(1);
        assertThat(watchdog.stalls()).containsOnlyKeys(Stall.PURGES_UNHEARD);

        pass(0);
        assertThat(watchdog.stalls()).isEmpty();
    }

    @Test
    void purgesThatWereNeverHeardOfAreAStallOnceTheBucketIsGood() {
        Watchdog other = new Watchdog(signs, restarts, Purges.ledger(clock), LIMITS, clock);
        pass(31);
        other.look();
        other.look();

        assertThat(other.stalls()).containsOnlyKeys(Stall.PURGES_UNHEARD);
    }

    @Test
    void aProcessThatWasFrozenIsNotTakenForOneThatHangs() {
        hang(3_600);
        assertThat(watchdog.stalls()).isEmpty();

        pass(1);
        pass(1);
        assertThat(watchdog.stalls()).isEmpty();
    }

    private void restart() {
        tell(new IntakeEvent.Restarted());
        pass(1);
        pass(1);
    }

    /** The threads that are not the subject go on meanwhile. */
    private void pass(long seconds) {
        clock.forwardSeconds(seconds);
        purges.heardUntil(clock.instant());
        tell(new IntakeEvent.Turned(Map.of()));
        watchdog.look();
    }

    private void hang(long seconds) {
        clock.forwardSeconds(seconds);
        purges.heardUntil(clock.instant());
        watchdog.look();
    }

    private void deaf(long seconds) {
        clock.forwardSeconds(seconds);
        tell(new IntakeEvent.Turned(Map.of()));
        watchdog.look();
    }

    private void tell(IntakeEvent event) {
        signs.on(event);
        restarts.on(event);
        health.on(event);
    }

    private double gauge(String cause) {
        return registry.get("clip.stalled").tag("cause", cause).gauge().value();
    }
}
