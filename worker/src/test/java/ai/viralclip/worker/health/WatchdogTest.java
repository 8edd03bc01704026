package ai.viralclip.worker.health;

import static ai.viralclip.worker.telemetry.HandTurnedClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.HaltReason;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.requests.RequestEvent;
import ai.viralclip.worker.requests.RequestKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** What stands still in the worker itself. */
class WatchdogTest {

    private final WatchedWorker worker = new WatchedWorker();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void measure() {
        new StallMetrics(registry, worker.watchdog);
    }

    @Test
    void aWorkerThatHasNothingToDoDoesNotStandStill() {
        for (int minute = 0; minute < 60; minute++) {
            worker.pass(60);
        }

        assertThat(worker.watchdog.stalls()).isEmpty();
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(registry.get("clip.stalled").gauges())
                .hasSameSizeAs(Stall.values())
                .allMatch(gauge -> gauge.value() == 0);
    }

    @Test
    void noPartitionForAMinuteIsAStallAndOneEndsIt() {
        worker.tell(new IntakeEvent.Assigned(Set.of()));
        worker.pass(60);
        assertThat(worker.watchdog.stalls()).isEmpty();

        worker.pass(1);
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).containsOnly(Map.entry(Stall.NOTHING_ASSIGNED, NOON));
        assertThat(gauge("nothing_assigned")).isEqualTo(1);
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(worker.health.health().getDetails())
                .containsEntry("reason", "nothing_assigned")
                .containsEntry("since", NOON.toString())
                .containsKey("detail");

        worker.tell(new IntakeEvent.Assigned(Set.of(3)));
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).isEmpty();
        assertThat(gauge("nothing_assigned")).isZero();
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void onePartitionThatCannotBeReadIsNamedAndAllOfThemAreAStall() {
        worker.tell(new IntakeEvent.Parked(Set.of(1)));
        worker.passWith(600, Map.of(1, 9L));
        worker.passWith(600, Map.of(1, 9L));
        assertThat(worker.watchdog.stalls()).isEmpty();
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(worker.health.health().getDetails()).containsEntry("parked", Map.of("clips", Set.of(1)));

        worker.tell(new IntakeEvent.Parked(Set.of(0, 1)));
        worker.pass(1);
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.NOTHING_READABLE);
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(worker.health.health().getDetails())
                .containsEntry("reason", "nothing_readable")
                .containsEntry("parked", Map.of("clips", Set.of(0, 1)));

        worker.tell(new IntakeEvent.Parked(Set.of()));
        worker.pass(1);
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(worker.health.health().getDetails()).doesNotContainKey("parked");
    }

    @Test
    void aPartitionBehindAHungTransactionIsNamedAndAllAreAStall() {
        worker.tell(new IntakeEvent.OpenTransactions(Map.of(0, Duration.ofSeconds(30)), Set.of()));
        worker.pass(1);
        assertThat(worker.health.health().getDetails()).doesNotContainKey("transactions_hang");

        worker.tell(new IntakeEvent.OpenTransactions(Map.of(0, Duration.ofMinutes(2)), Set.of(0)));
        worker.pass(600);
        worker.pass(600);
        assertThat(worker.watchdog.stalls()).isEmpty();
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(worker.health.health().getDetails()).containsEntry("transactions_hang", Set.of(0));

        worker.tell(new IntakeEvent.Parked(Set.of(1)));
        worker.pass(1);
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.NOTHING_READABLE);
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.DOWN);

        worker.tell(new IntakeEvent.OpenTransactions(Map.of(), Set.of()));
        worker.pass(1);
        assertThat(worker.health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(worker.health.health().getDetails()).doesNotContainKey("transactions_hang");
    }

    @Test
    void requestsThatCannotBeReadAreNamedAndClipsGoOn() {
        worker.health.on(new RequestEvent.Parked(RequestKind.PURGES, Set.of(2)));

        assertThat(worker.health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(worker.health.health().getDetails()).containsEntry("parked", Map.of("purges", Set.of(2)));
    }

    @Test
    void recordsUnreadForFiveMinutesAreAStallUntilOneIsRead() {
        for (int second = 0; second <= 302; second++) {
            worker.passWith(1, Map.of(0, 7L, 1, 0L));
        }
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.NOTHING_READ);
        assertThat(worker.health.health().getDetails()).containsEntry("reason", "nothing_read");

        worker.tell(WatchedWorker.admitted(WatchedWorker.CLIP));
        worker.passWith(1, Map.of(0, 6L, 1, 0L));
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void recordsThatWaitWhileTheGateIsClosedAreItsAffair() {
        worker.tell(new BucketEvent.Halted(HaltReason.STORE_DENIED, "403"));
        worker.passWith(600, Map.of(0, 7L));
        worker.passWith(600, Map.of(0, 7L));

        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void aHaltIsNoStallAndItsTimeDoesNotCount() {
        worker.tell(WatchedWorker.admitted(WatchedWorker.CLIP));
        worker.tell(new IntakeEvent.Assigned(Set.of()));
        worker.tell(new BucketEvent.Halted(HaltReason.STORE_DENIED, "403"));
        worker.pass(600);
        worker.pass(600);
        assertThat(worker.watchdog.stalls()).isEmpty();
        assertThat(worker.health.health().getDetails()).containsEntry("reason", "store_denied");

        worker.tell(new BucketEvent.Resumed());
        worker.pass(30);
        worker.pass(30);
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void aPollThreadThatDoesNotComeRoundIsAStallByItself() {
        worker.hang(30);
        assertThat(worker.watchdog.stalls()).isEmpty();

        worker.hang(1);
        worker.hang(1);
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.NOTHING_POLLED);

        worker.tell(new IntakeEvent.Turned(Map.of()));
        worker.watchdog.look();
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void aWorkerThatNeverPolledWaitsForItsBucketAndDoesNotHang() {
        SignsOfLife fresh = new SignsOfLife(worker.clock);
        Watchdog other = new Watchdog(fresh, worker.restarts, worker.purges, WatchedWorker.LIMITS, worker.clock);
        worker.clock.forwardSeconds(3_600);
        worker.purges.heardUntil(Moment.now(worker.clock));

        other.look();
        other.look();

        assertThat(other.stalls()).isEmpty();
    }

    @Test
    void clipsOfWhichNothingBecomesAreAStall() {
        worker.pass(3_600);
        worker.tell(WatchedWorker.admitted(WatchedWorker.CLIP));
        worker.pass(300);
        assertThat(worker.watchdog.stalls()).isEmpty();

        worker.pass(1);
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.NOTHING_FINISHED);

        worker.tell(new IntakeEvent.Ready(WatchedWorker.CLIP, 1, Duration.ZERO));
        worker.pass(1);
        worker.pass(3_600);
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void whateverHappensToAnyClipShowsThatTheyGoOn() {
        worker.tell(WatchedWorker.admitted(WatchedWorker.CLIP));
        worker.tell(WatchedWorker.admitted(new IntakeEvent.Origin(0, 2, 0)));
        worker.tell(WatchedWorker.admitted(new IntakeEvent.Origin(1, 2, 0)));
        worker.pass(299);
        worker.tell(new IntakeEvent.Deferred(DeferCause.STORE_UNAVAILABLE));
        worker.pass(299);
        worker.tell(new IntakeEvent.Failed(WatchedWorker.CLIP, Reason.SIZE_MISMATCH, Duration.ZERO));
        worker.pass(299);
        worker.signs.on(new BucketEvent.Throttled("a/key"));
        worker.pass(299);
        assertThat(worker.watchdog.stalls()).isEmpty();

        worker.tell(new IntakeEvent.Dropped(0, 1));
        worker.tell(new IntakeEvent.Dropped(1, 1));
        worker.pass(3_600);
        worker.pass(3_600);
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void aProcessThatWasFrozenIsNotTakenForOneThatHangs() {
        worker.hang(3_600);
        assertThat(worker.watchdog.stalls()).isEmpty();

        worker.pass(1);
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    private double gauge(String cause) {
        return registry.get("clip.stalled").tag("cause", cause).gauge().value();
    }
}
