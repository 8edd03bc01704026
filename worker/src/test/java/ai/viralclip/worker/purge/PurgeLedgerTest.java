package ai.viralclip.worker.purge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class PurgeLedgerTest {

    private static final Uid U1 = new Uid("u1");
    private static final RunId R1 = new RunId("r1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final PurgeLedger ledger = new PurgeLedger(now::get, Duration.ofDays(400));

    @Test
    void aPurgeReachesItsUserOrItsRunAndNobodyElse() {
        ledger.add("u1", new PurgeMark(NOON, false), 0);
        ledger.add("u2/r1", new PurgeMark(NOON, false), 1);
        assertThat(until(U1, R1)).contains(NOON);
        assertThat(until(new Uid("u2"), R1)).contains(NOON);
        assertThat(until(new Uid("u2"), new RunId("r2"))).isEmpty();
        assertThat(until(new Uid("u10"), R1)).isEmpty();
        assertThat(until(new Uid("U1"), R1)).isEmpty();
    }

    @Test
    void theLatestPurgeHoldsWhicheverOrderTheyAreToldIn() {
        ledger.add("u1", new PurgeMark(NOON, false), 0);
        ledger.add("u1", new PurgeMark(NOON.minusSeconds(9), false), 1);
        ledger.add("u1/r1", new PurgeMark(NOON.plusSeconds(9), false), 2);
        assertThat(until(U1, R1)).contains(NOON.plusSeconds(9));
        assertThat(until(U1, new RunId("r2"))).contains(NOON);
    }

    @Test
    void marksOlderThanAllThatIsStoredAreForgottenButThoseAtWork() {
        ledger.add("old", new PurgeMark(NOON.minus(Duration.ofDays(402)), false), 0);
        ledger.add("old-at-work", new PurgeMark(NOON.minus(Duration.ofDays(402)), true), 1);
        ledger.add("young", new PurgeMark(NOON.minus(Duration.ofDays(400)), false), 2);
        for (int user = 0; user < 5_000; user++) {
            ledger.add("u" + user, new PurgeMark(NOON, false), 3 + user);
        }
        assertThat(ledger.purgedUntil("old")).isEmpty();
        assertThat(ledger.purgedUntil("old-at-work")).isPresent();
        assertThat(ledger.purgedUntil("young")).isPresent();
        assertThat(ledger.size()).isEqualTo(5_002);
    }

    @Test
    void marksThatBecomeOldAreForgottenAsOthersCome() {
        for (int user = 0; user < 20_000; user++) {
            now.set(now.get().plus(Duration.ofHours(1)));
            ledger.add("u" + user, new PurgeMark(now.get(), false), user);
        }
        assertThat(ledger.size()).isLessThan(15_500);
        assertThat(ledger.purgedUntil("u19999")).isPresent();
        assertThat(ledger.purgedUntil("u10400")).isPresent();
    }

    @Test
    void whoAsksWhatWasPurgedSinceLearnsOfEachPurgeAndOfNotKnowing() {
        RunId other = new RunId("r2");
        assertThat(ledger.sinceLast(U1, R1)).isEmpty();
        ledger.heardUntil(Moment.now(now::get));
        OptionalLong before = ledger.sinceLast(U1, R1);
        OptionalLong ofOther = ledger.sinceLast(U1, other);
        assertThat(before).isPresent();
        ledger.add("u1/r1", new PurgeMark(NOON, true), 0);
        assertThat(ledger.sinceLast(U1, R1)).isEmpty();
        ledger.add("u1/r1", new PurgeMark(NOON, false), 1);
        assertThat(ledger.sinceLast(U1, R1)).isPresent().isNotEqualTo(before);
        assertThat(ledger.sinceLast(U1, other)).isEqualTo(ofOther);
        ledger.add("u1", new PurgeMark(NOON, true), 2);
        assertThat(ledger.sinceLast(U1, other)).isEmpty();
        ledger.add("u1", new PurgeMark(NOON, false), 3);
        assertThat(ledger.sinceLast(U1, other)).isPresent().isNotEqualTo(ofOther);
        now.set(NOON.plus(PurgeTimes.FRESH));
        assertThat(ledger.sinceLast(U1, R1)).isEmpty();
    }

    @Test
    void aMarkThatWasTakenOffTheTopicIsKnownNoMore() {
        ledger.add("u1", new PurgeMark(NOON, false), 0);
        ledger.forget("u1");
        assertThat(until(U1, R1)).isEmpty();
    }

    @Test
    void theVersionChangesWhenAPurgeBeginsAndWhenItEnds() {
        PurgeLedger.Standing before = ledger.standing(U1, R1);
        ledger.add("u1", new PurgeMark(NOON, true), 5);
        PurgeLedger.Standing during = ledger.standing(U1, R1);
        ledger.add("u1", new PurgeMark(NOON, false), 6);
        assertThat(ledger.standing(U1, R1)).isNotEqualTo(during);
        assertThat(during).isNotEqualTo(before);
        assertThat(ledger.standing(new Uid("u2"), R1)).isEqualTo(before);
    }

    @Test
    void clipsOfTheScopeWaitWhileAPurgeIsAtWork() {
        ledger.add("u1/r1", new PurgeMark(NOON, true), 0);
        ledger.heardUntil(Moment.now(now::get));
        Instant later = NOON.plusMillis(1);
        CompletableFuture<Void> waiting = started(() -> ledger.awaitStanding(U1, R1, later));
        CompletableFuture<Void> other = started(() -> ledger.awaitStanding(U1, new RunId("r2"), later));
        CompletableFuture<Void> purged = started(() -> ledger.awaitStanding(U1, R1, NOON));
        assertThat(purged).succeedsWithin(Duration.ofSeconds(10));
        assertThat(other).succeedsWithin(Duration.ofSeconds(10));
        assertThat(waiting).isNotDone();
        ledger.add("u1/r1", new PurgeMark(NOON, false), 1);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void nobodyKnowsHowThingsStandBeforeAllWasHeardThatWasToldBefore() {
        CompletableFuture<Void> waiting = started(() -> ledger.awaitStanding(U1, R1, NOON));
        assertThat(waiting).isNotDone();
        ledger.heardUntil(Moment.now(now::get));
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whatWasHeardIsFreshForAWhileOnly() {
        assertThat(ledger.isFresh()).isFalse();
        ledger.heardUntil(Moment.now(now::get));
        assertThat(ledger.isFresh()).isTrue();
        now.set(NOON.plus(PurgeTimes.FRESH));
        assertThat(ledger.isFresh()).isFalse();
    }

    @Test
    void whoNeedsToKnowNowWaitsUntilAllIsHeardUntilNow() {
        ledger.heardUntil(Moment.now(now::get));
        CompletableFuture<Void> waiting = started(ledger::awaitCurrent);
        assertThat(waiting.completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)).isNotDone();
        ledger.heardUntil(Moment.now(now::get));
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whatIsToldOnceMoreHoldsOnlyWhenAllOfItWasHeard() {
        ledger.add("u1", new PurgeMark(NOON, true), 7);
        ledger.heardUntil(Moment.now(now::get));
        PurgeLedger.Standing during = ledger.standing(U1, R1);

        ledger.hearAnew();
        ledger.add("u1", new PurgeMark(NOON.minusSeconds(60), true), 3);
        ledger.add("u1", new PurgeMark(NOON.minusSeconds(60), false), 4);
        assertThat(ledger.standing(U1, R1)).isEqualTo(during);
        ledger.add("u1", new PurgeMark(NOON, true), 7);
        ledger.heardUntil(Moment.now(now::get));

        assertThat(ledger.standing(U1, R1)).isEqualTo(during);
    }

    @Test
    void aPurgeThatANewTopicDoesNotTellOfHasPurgedAllTheSame() {
        ledger.add("u1", new PurgeMark(NOON, true), 7);
        ledger.add("u1/r1", new PurgeMark(NOON.plusSeconds(5), false), 8);
        ledger.heardUntil(Moment.now(now::get));
        CompletableFuture<Void> waiting = started(() -> ledger.awaitStanding(U1, R1, NOON.plusSeconds(9)));
        assertThat(waiting.completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)).isNotDone();

        ledger.hearAnew();
        ledger.add("u1/r1", new PurgeMark(NOON, false), 0);
        ledger.heardUntil(Moment.now(now::get));

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
        assertThat(ledger.isAtWork("u1", NOON)).isFalse();
        assertThat(until(U1, R1)).contains(NOON.plusSeconds(5));
        assertThat(until(U1, new RunId("r2"))).contains(NOON);
    }

    @Test
    void whoseWorkAPurgeIsIsKnownWhileItIsAtWork() {
        PurgeMark.Request request = new PurgeMark.Request(3, 17);
        ledger.add("u1", new PurgeMark(NOON, true, Optional.of(request)), 0);
        ledger.add("u2", new PurgeMark(NOON, true), 1);
        assertThat(ledger.atWork()).containsOnly(Map.entry("u1", request));
        ledger.add("u1", new PurgeMark(NOON, false, Optional.of(request)), 2);
        assertThat(ledger.atWork()).isEmpty();
    }

    @Test
    void aMarkIsReadAsItWasWrittenAndAnythingElseIsNone() {
        PurgeMark mark = new PurgeMark(NOON, true);
        assertThat(PurgeMark.parse(mark.toBytes())).contains(mark);
        PurgeMark ofARequest = new PurgeMark(NOON, false, Optional.of(new PurgeMark.Request(3, 1L << 40)));
        assertThat(PurgeMark.parse(ofARequest.toBytes())).contains(ofARequest);
        for (String other : new String[] {"", "x", "{}", "[]", "{\"purged_at\":\"noon\"}"}) {
            assertThat(PurgeMark.parse(other.getBytes(UTF_8))).as(other).isEmpty();
        }
        assertThat(Progress.parse("")).isEqualTo(Optional.empty());
        assertThat(Progress.parse("p1;a;0;0;0")).isEqualTo(Optional.empty());
    }

    private Optional<Instant> until(Uid uid, RunId runId) {
        return ledger.standing(uid, runId).purgedUntil();
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static CompletableFuture<Void> started(Waiting waiting) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                waiting.run();
                done.complete(null);
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
