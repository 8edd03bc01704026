package ai.viralclip.worker.guarantees.scenarios;

import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;

/** What becomes of a worker at the moment at which it is struck. */
enum Blow {
    /** It sleeps past its session, and wakes when somebody else did its work. */
    FREEZE {
        @Override
        void strike(Arena arena, Worker worker) {
            arena.crew.signal(worker, "STOP");
        }
    },

    KILL {
        @Override
        void strike(Arena arena, Worker worker) {
            arena.crew.kill(worker);
        }
    },

    /** Another worker joins: the group rebalances while it goes on. */
    JOIN {
        @Override
        void strike(Arena arena, Worker worker) {
            arena.crew.add();
        }
    };

    abstract void strike(Arena arena, Worker worker);
}
