package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.BucketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadPermitsTest {

    private static final long SMALL = 1_000;
    private static final long LARGE = UploadLane.LARGE_BYTES + 1;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> granted = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final UploadPermits permits = new UploadPermits(4, 3 * LARGE, now::get, events::add);

    @AfterEach
    void stop() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void noMoreThanTheLimitAtOnceAndTheNextAsSoonAsOneIsDone() throws Exception {
        List<UploadPermits.Permit> held = take(4, "a", SMALL);
        ask("b", SMALL);
        awaitWaiting(1);
        assertThat(granted).isEmpty();

        held.getFirst().close();

        assertThat(granted.take()).isEqualTo("b");
    }

    @Test
    void largeOnesNeverHoldUpSmallOnesAndAreAQuarterAsMany() throws Exception {
        UploadPermits.Permit first = take(1, "a", LARGE).getFirst();
        ask("large", LARGE);
        awaitWaiting(1);

        take(4, "b", SMALL);

        assertThat(granted).isEmpty();
        first.close();
        assertThat(granted.take()).isEqualTo("large");
    }

    @Test
    void largeOnesAreBoundedByTheirBytesTogetherAndOneAloneIsNot() throws Exception {
        UploadPermits wide = new UploadPermits(64, 3 * LARGE, now::get, events::add);
        wide.acquire(new Uid("a"), 10 * LARGE).close();
        UploadPermits.Permit two = wide.acquire(new Uid("a"), 2 * LARGE);
        threads.add(Thread.startVirtualThread(() -> ask(wide, "b", 2 * LARGE)));
        awaitWaiting(1);
        assertThat(granted).isEmpty();

        two.close();

        assertThat(granted.take()).isEqualTo("b");
    }

    @Test
    void usersTakeTurns() throws Exception {
        List<UploadPermits.Permit> held = take(4, "a", SMALL);
        for (int i = 0; i < 3; i++) {
            ask("busy", SMALL);
            awaitWaiting(i + 1);
        }
        ask("quiet", SMALL);
        awaitWaiting(4);

        // One at a time: of two that are let go together, either may be quicker to say so.
        held.getFirst().close();
        String first = granted.take();
        held.get(1).close();

        assertThat(List.of(first, granted.take())).contains("quiet");
    }

    @Test
    void whoIsGivenUpWhileItWaitsLeavesItsPlaceToOthers() throws Exception {
        List<UploadPermits.Permit> held = take(4, "a", SMALL);
        Thread first = ask("b", SMALL);
        awaitWaiting(1);
        ask("b", SMALL);
        awaitWaiting(2);

        first.interrupt();
        await().until(() -> events.contains(new DeliveryEvent.Withdrawn(UploadLane.SMALL, new Uid("b"))));
        held.getFirst().close();

        assertThat(granted.take()).isEqualTo("b");
    }

    @Test
    void everyStepIsToldWithItsLaneAndUser() throws Exception {
        Uid uid = new Uid("a");

        permits.acquire(uid, LARGE).close();
        permits.acquire(uid, UploadLane.LARGE_BYTES).close();

        assertThat(events)
                .containsExactly(
                        new DeliveryEvent.Asked(UploadLane.LARGE, uid),
                        new DeliveryEvent.Granted(UploadLane.LARGE, uid),
                        new DeliveryEvent.Released(UploadLane.LARGE, uid),
                        new DeliveryEvent.Asked(UploadLane.SMALL, uid),
                        new DeliveryEvent.Granted(UploadLane.SMALL, uid),
                        new DeliveryEvent.Released(UploadLane.SMALL, uid));
    }

    @Test
    void aStoreThatAsksForLessGetsHalfOnceForAllThatWereUnderWay() throws Exception {
        throttle("a", "b", "c");
        assertThat(events).containsExactly(new DeliveryEvent.Limited(2));

        now.updateAndGet(at -> at.plusSeconds(2));
        throttle("d");

        assertThat(events).endsWith(new DeliveryEvent.Limited(1));
        now.updateAndGet(at -> at.plusSeconds(2));
        throttle("e");
        take(1, "a", SMALL);
    }

    @Test
    void theLimitGrowsByOneForEachRoundOfSuccessesUpToItsBound() throws Exception {
        throttle("a", "b");
        for (int i = 0; i < 3; i++) {
            UploadPermits.Permit permit = take(1, "a", SMALL).getFirst();
            permit.succeeded();
            permit.close();
        }
        assertThat(events).contains(new DeliveryEvent.Limited(3)).doesNotContain(new DeliveryEvent.Limited(4));
        for (int i = 0; i < 20; i++) {
            UploadPermits.Permit permit = take(1, "a", SMALL).getFirst();
            permit.succeeded();
            permit.close();
        }
        assertThat(events).contains(new DeliveryEvent.Limited(4)).doesNotContain(new DeliveryEvent.Limited(5));
    }

    @Test
    void whatTheStoreSaysOfOneObjectIsNobodyElsesAffair() {
        for (int second = 0; second < 600; second++) {
            now.updateAndGet(at -> at.plusSeconds(1));
            throttle("a");
        }
        assertThat(events).isEmpty();
    }

    /** Two that the store has enough of for ever: half in half a minute is what a few successes make good. */
    @Test
    void whatTheStoreRepeatsOfTheSameObjectsCountsOnceInAWhile() {
        for (int second = 0; second < 29; second++) {
            now.updateAndGet(at -> at.plusSeconds(1));
            throttle("a", "b");
        }
        assertThat(events).containsExactly(new DeliveryEvent.Limited(2));
    }

    @Test
    void twoObjectsLongAfterEachOtherAreChance() {
        throttle("a");
        now.updateAndGet(at -> at.plusSeconds(6));
        throttle("b");
        assertThat(events).isEmpty();
    }

    private void throttle(String... keys) {
        for (String key : keys) {
            permits.on(new BucketEvent.Throttled(key));
        }
    }

    private List<UploadPermits.Permit> take(int count, String uid, long bytes) throws InterruptedException {
        List<UploadPermits.Permit> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(permits.acquire(new Uid(uid), bytes));
        }
        return taken;
    }

    private Thread ask(String uid, long bytes) {
        Thread thread = Thread.startVirtualThread(() -> ask(permits, uid, bytes));
        threads.add(thread);
        return thread;
    }

    private void ask(UploadPermits from, String uid, long bytes) {
        try {
            UploadPermits.Permit permit = from.acquire(new Uid(uid), bytes);
            granted.add(uid);
            permit.succeeded();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    /** So many are asked for and not granted; each has published that before it waits. */
    private void awaitWaiting(int count) {
        await().until(() -> threads.stream()
                        .filter(thread -> thread.getState() == Thread.State.WAITING)
                        .count()
                >= count);
    }
}
