package ai.viralclip.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.purge.Purges;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What stands still because of the brokers. */
class BrokersStallTest {

    private final WatchedWorker worker = new WatchedWorker();

    @Test
    void threeRestartsInARowAreAStallUntilSomethingIsSettled() {
        restart();
        restart();
        assertThat(worker.watchdog.stalls()).isEmpty();

        restart();
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.RESTARTING);
        assertThat(worker.restarts.inARow()).isEqualTo(3);

        worker.tell(new IntakeEvent.Settled(1, Duration.ZERO));
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).isEmpty();
        assertThat(worker.restarts.inARow()).isZero();
    }

    @Test
    void aConsumerThatPollsForHalfAMinuteEndsTheRow() {
        restart();
        restart();
        restart();
        for (int second = 0; second < 28; second++) {
            worker.pass(1);
        }
        assertThat(worker.restarts.inARow()).isEqualTo(3);

        worker.pass(1);
        assertThat(worker.restarts.inARow()).isZero();
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void transactionsThatFailAndFailAreAStallUntilOneIsCommitted() {
        for (int second = 0; second <= 30; second += 10) {
            worker.tell(new IntakeEvent.SettlementFailed());
            worker.pass(10);
        }
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.SETTLEMENT_FAILING);

        worker.tell(new IntakeEvent.Settled(1, Duration.ZERO));
        worker.pass(1);
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void oneFailedTransactionWithNothingToSettleAfterItIsNoStall() {
        worker.tell(new IntakeEvent.SettlementFailed());
        worker.pass(61);
        worker.pass(61);

        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void whatWasFoundCommittedAfterAllWasNoFailure() {
        worker.tell(WatchedWorker.admitted(WatchedWorker.CLIP));
        worker.tell(new IntakeEvent.SettlementFailed());
        worker.pass(20);
        worker.tell(new IntakeEvent.Ready(WatchedWorker.CLIP, 1, Duration.ZERO));
        worker.tell(new IntakeEvent.SettlementFailed());
        worker.pass(20);
        worker.pass(1);

        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void purgesThatAreNotHeardOfAreAStall() {
        worker.deaf(30);
        assertThat(worker.watchdog.stalls()).isEmpty();

        worker.deaf(1);
        worker.deaf(1);
        assertThat(worker.watchdog.stalls()).containsOnlyKeys(Stall.PURGES_UNHEARD);

        worker.pass(0);
        assertThat(worker.watchdog.stalls()).isEmpty();
    }

    @Test
    void purgesThatWereNeverHeardOfAreAStallOnceTheBucketIsGood() {
        Watchdog other = new Watchdog(
                worker.signs, worker.restarts, Purges.ledger(worker.clock), WatchedWorker.LIMITS, worker.clock);
        worker.pass(31);
        other.look();
        other.look();

        assertThat(other.stalls()).containsOnlyKeys(Stall.PURGES_UNHEARD);
    }

    private void restart() {
        worker.tell(new IntakeEvent.Restarted());
        worker.pass(1);
        worker.pass(1);
    }
}
