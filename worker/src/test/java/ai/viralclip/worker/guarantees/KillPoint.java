package ai.viralclip.worker.guarantees;

import ai.viralclip.worker.guarantees.Crew.Worker;
import ai.viralclip.worker.guarantees.KafkaTap.Request;
import ai.viralclip.worker.guarantees.KafkaTap.Then;
import ai.viralclip.worker.guarantees.Trap.When;
import org.apache.kafka.common.protocol.ApiKeys;

/** A step of a clip's path (README), and a way to kill a worker exactly there. */
enum KillPoint {
    RECORDS_HAVE_ARRIVED {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            // What is passed on is on its way to the worker while it is killed.
            arena.tap.onReply(
                    reply -> isOf(victim, reply.request(), ApiKeys.FETCH) && reply.sizeBytes() > ONE_RECORD_BYTES,
                    () -> {
                        Thread.ofVirtual().name("kill").start(kill);
                        return Then.PASS_ON;
                    });
        }
    },
    BEFORE_UPLOAD {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            atStore(arena, victim, ".mp4", When.BEFORE, kill);
        }
    },
    IN_MID_UPLOAD {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            atStore(arena, victim, ".mp4", When.MIDWAY, kill);
        }
    },
    BETWEEN_THUMBNAIL_AND_VIDEO {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            atStore(arena, victim, ".jpg", When.AFTER, kill);
        }
    },
    BETWEEN_UPLOAD_AND_MERGE {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            atStore(arena, victim, ".mp4", When.AFTER, kill);
        }
    },
    BEFORE_MERGE {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            atStore(arena, victim, "highlights.json", When.BEFORE, kill);
        }
    },
    BETWEEN_MERGE_AND_TRANSACTION {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            atStore(arena, victim, "highlights.json", When.AFTER, kill);
        }
    },
    BEFORE_ITS_EVENTS_ARE_WRITTEN {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            before(ApiKeys.PRODUCE, arena, victim, kill);
        }
    },
    BETWEEN_EVENTS_AND_OFFSETS {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            before(ApiKeys.TXN_OFFSET_COMMIT, arena, victim, kill);
        }
    },
    BEFORE_COMMIT {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            before(ApiKeys.END_TXN, arena, victim, kill);
        }
    },
    AFTER_COMMIT {
        @Override
        void arm(Arena arena, Worker victim, Runnable kill) {
            arena.tap.onReply(reply -> isOf(victim, reply.request(), ApiKeys.END_TXN), () -> {
                kill.run();
                return Then.CUT;
            });
        }
    };

    /** @param kill is called once, when the victim gets there, on the thread of whatever it speaks through */
    abstract void arm(Arena arena, Worker victim, Runnable kill);

    /** More than an empty reply to a fetch has. */
    private static final int ONE_RECORD_BYTES = 800;

    private static void before(ApiKeys kind, Arena arena, Worker victim, Runnable kill) {
        arena.tap.onRequest(request -> isOf(victim, request, kind), () -> {
            kill.run();
            return Then.CUT;
        });
    }

    private static boolean isOf(Worker worker, Request request, ApiKeys kind) {
        return request.kind() == kind && request.clientId().startsWith(worker.name());
    }

    private static void atStore(Arena arena, Worker victim, String suffix, When when, Runnable kill) {
        arena.store.set(Trap.cutting(call -> call.isPutOf(suffix) && call.isOf(victim.name()), when, kill));
    }
}
