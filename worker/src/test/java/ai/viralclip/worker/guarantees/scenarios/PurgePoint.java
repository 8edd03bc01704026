package ai.viralclip.worker.guarantees.scenarios;

import ai.viralclip.worker.guarantees.harness.KafkaTap;
import ai.viralclip.worker.guarantees.harness.KafkaTap.Frame;
import ai.viralclip.worker.guarantees.harness.KafkaTap.Then;
import ai.viralclip.worker.guarantees.harness.StoreCall;
import ai.viralclip.worker.guarantees.harness.Trap;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;

/** A step of a purge (decision 0022), and a way to strike its worker exactly there. */
enum PurgePoint {
    REQUEST_HAS_ARRIVED(PurgePoint::whenTheRequestArrives),
    BEFORE_IT_IS_TAKEN_UP(PurgePoint::beforeItIsTakenUp),
    BEFORE_IT_IS_ANNOUNCED(before(ApiKeys.PRODUCE, frame -> frame.says(PurgePoint.RUNNING))),
    BEFORE_ITS_ANNOUNCEMENT_IS_COMMITTED(beforeItsCommit(PurgePoint.RUNNING)),
    BEFORE_A_SWEEP_LISTS(atStore(StoreCall::isListing)),
    BEFORE_OBJECTS_ARE_DELETED(atStore(StoreCall::isDeletion)),
    BEFORE_ITS_END_IS_WRITTEN(before(ApiKeys.PRODUCE, frame -> frame.says(PurgePoint.ENDED))),
    BEFORE_ITS_END_IS_COMMITTED(beforeItsCommit(PurgePoint.ENDED));

    private static final String REQUEST = "ai.viralclip.purge.requested.v1";
    private static final String RUNNING = "\"running\":true";
    private static final String ENDED = "\"running\":false";
    private static final String GROUP = "clip-storage-worker-purges";

    /** Sees to it that whoever gets there is struck, once. */
    private interface Arming {
        void arm(Arena arena, Consumer<Worker> strike);
    }

    @SuppressWarnings("ImmutableEnumChecker") // What it captures is constant.
    private final Arming arming;

    PurgePoint(Arming arming) {
        this.arming = arming;
    }

    /** @param strike is called once, with the worker that gets there, on the thread of whatever it speaks through */
    void arm(Arena arena, Consumer<Worker> strike) {
        arming.arm(arena, strike);
    }

    private static void whenTheRequestArrives(Arena arena, Consumer<Worker> strike) {
        onArrival(arena, worker -> strike.accept(worker));
    }

    /**
     * Whoever has it, by a rebalance not always whom it came to, asks for the progress that a predecessor committed.
     */
    private static void beforeItIsTakenUp(Arena arena, Consumer<Worker> strike) {
        onArrival(
                arena,
                _ -> arena.tap.onReply(
                        reply -> reply.request().kind() == ApiKeys.OFFSET_FETCH
                                && reply.request().frame().says(GROUP)
                                && worker(arena, reply.request()).isPresent(),
                        reply -> struck(strike, worker(arena, reply.request()).orElseThrow())));
    }

    private static void onArrival(Arena arena, Consumer<Worker> then) {
        arena.tap.onReply(
                reply -> reply.request().kind() == ApiKeys.FETCH
                        && reply.frame().says(REQUEST)
                        && worker(arena, reply.request()).isPresent(),
                reply -> struck(then, worker(arena, reply.request()).orElseThrow()));
    }

    private static Arming before(ApiKeys kind, Predicate<Frame> which) {
        return (arena, strike) -> arena.tap.onRequest(
                request -> request.kind() == kind
                        && which.test(request.frame())
                        && worker(arena, request).isPresent(),
                request -> struck(strike, worker(arena, request).orElseThrow()));
    }

    /** The next end of a transaction after the mark was sent, by the same producer. */
    private static Arming beforeItsCommit(String mark) {
        return (arena, strike) -> before(ApiKeys.PRODUCE, frame -> frame.says(mark))
                .arm(
                        arena,
                        worker -> arena.tap.onRequest(
                                request -> request.kind() == ApiKeys.END_TXN
                                        && request.clientId().startsWith(worker.name())
                                        && request.frame().says("purges-"),
                                request -> struck(strike, worker)));
    }

    private static Arming atStore(Predicate<StoreCall> which) {
        return (arena, strike) -> before(ApiKeys.PRODUCE, frame -> frame.says(RUNNING))
                .arm(
                        arena,
                        worker -> arena.store.set(Trap.passing(
                                call -> which.test(call) && call.isOf(worker.name()),
                                Trap.When.BEFORE,
                                () -> strike.accept(worker))));
    }

    private static Then struck(Consumer<Worker> strike, Worker worker) {
        strike.accept(worker);
        return Then.PASS_ON;
    }

    private static Optional<Worker> worker(Arena arena, KafkaTap.Request request) {
        return arena.crew.alive().stream()
                .filter(one -> request.clientId().startsWith(one.name()))
                .findFirst();
    }
}
