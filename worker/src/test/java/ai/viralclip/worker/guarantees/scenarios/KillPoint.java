package ai.viralclip.worker.guarantees.scenarios;

import ai.viralclip.worker.guarantees.harness.KafkaTap.Request;
import ai.viralclip.worker.guarantees.harness.KafkaTap.Then;
import ai.viralclip.worker.guarantees.harness.Trap;
import ai.viralclip.worker.guarantees.harness.Trap.When;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import org.apache.kafka.common.protocol.ApiKeys;

/** A step of a clip's path (README), and a way to kill a worker exactly there. */
enum KillPoint {
    RECORDS_HAVE_ARRIVED(KillPoint::whenRecordsArrive),
    BEFORE_UPLOAD(atStore(".mp4", When.BEFORE)),
    IN_MID_UPLOAD(atStore(".mp4", When.MIDWAY)),
    BETWEEN_THUMBNAIL_AND_VIDEO(atStore(".jpg", When.AFTER)),
    BETWEEN_UPLOAD_AND_MERGE(atStore(".mp4", When.AFTER)),
    BEFORE_MERGE(atStore("highlights.json", When.BEFORE)),
    BETWEEN_MERGE_AND_TRANSACTION(atStore("highlights.json", When.AFTER)),
    BEFORE_ITS_EVENTS_ARE_WRITTEN(before(ApiKeys.PRODUCE)),
    BETWEEN_EVENTS_AND_OFFSETS(before(ApiKeys.TXN_OFFSET_COMMIT)),
    BEFORE_COMMIT(before(ApiKeys.END_TXN)),
    AFTER_COMMIT(KillPoint::whenCommitted);

    /** Sees to it that a victim is killed, once, when it gets there. */
    private interface Arming {
        void arm(Arena arena, Worker victim, Runnable kill);
    }

    /** More than an empty reply to a fetch has. */
    private static final int ONE_RECORD_BYTES = 800;

    @SuppressWarnings("ImmutableEnumChecker") // What it captures is constant.
    private final Arming arming;

    KillPoint(Arming arming) {
        this.arming = arming;
    }

    /** @param kill is called once, when the victim gets there, on the thread of whatever it speaks through */
    void arm(Arena arena, Worker victim, Runnable kill) {
        arming.arm(arena, victim, kill);
    }

    private static Arming atStore(String suffix, When when) {
        return (arena, victim, kill) ->
                arena.store.set(Trap.cutting(call -> call.isPutOf(suffix) && call.isOf(victim.name()), when, kill));
    }

    private static Arming before(ApiKeys kind) {
        return (arena, victim, kill) -> arena.tap.onRequest(request -> isOf(victim, request, kind), _ -> {
            kill.run();
            return Then.CUT;
        });
    }

    /** The reply is passed on: it is on its way to the worker while that is killed. */
    private static void whenRecordsArrive(Arena arena, Worker victim, Runnable kill) {
        arena.tap.onReply(
                reply -> isOf(victim, reply.request(), ApiKeys.FETCH) && reply.sizeBytes() > ONE_RECORD_BYTES, _ -> {
                    Thread.ofVirtual().name("kill").start(kill);
                    return Then.PASS_ON;
                });
    }

    /** The worker never learns of it. */
    private static void whenCommitted(Arena arena, Worker victim, Runnable kill) {
        arena.tap.onReply(reply -> isOf(victim, reply.request(), ApiKeys.END_TXN), _ -> {
            kill.run();
            return Then.CUT;
        });
    }

    private static boolean isOf(Worker worker, Request request, ApiKeys kind) {
        return request.kind() == kind && request.clientId().startsWith(worker.name());
    }
}
