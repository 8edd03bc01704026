package ai.viralclip.worker.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * One process: its threads, which are virtual and run only when {@link Machine} gives them a turn, and its clock. A
 * thread that one of its threads starts is its own, whoever's code starts it.
 */
final class Host implements Executor {

    /** When the model's time begins. */
    static final Instant BEGINNING = Instant.parse("2026-11-25T12:00:00Z");

    private static final long JUST_MILLIS = 2_000;
    private static final Method NEW_THREAD = newThread();

    final String name;
    final Random chance;
    final List<Runnable> ready = new ArrayList<>();
    private final Machine machine;
    private Duration skew = Duration.ZERO;
    private long thawed = -2 * JUST_MILLIS;
    private boolean frozen;
    private boolean dead;

    Host(String name, Machine machine, long seed) {
        this.name = name;
        this.machine = machine;
        this.chance = new Random(seed);
        machine.add(this);
    }

    /** A thread of this process can go on. */
    @Override
    public void execute(Runnable turn) {
        if (!dead) {
            ready.add(turn);
        }
    }

    /** What a thread does until it ends. */
    interface Life {
        void run() throws InterruptedException;
    }

    /** Starts a thread as a platform's would be; what it throws is the end of it, and is noted. */
    void start(String what, Life life) {
        Runnable noted = () -> {
            try {
                life.run();
            } catch (InterruptedException | RuntimeException | Error e) {
                machine.note(name, what + " died: " + e);
            }
        };
        try {
            ((Thread) NEW_THREAD.invoke(null, this, what, 0, noted)).start();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    InstantSource clock() {
        return () -> BEGINNING.plusMillis(machine.now()).plus(skew);
    }

    void setClock(Duration off) {
        skew = off;
    }

    boolean hasTurn() {
        return !frozen && !dead && !ready.isEmpty();
    }

    void freeze() {
        frozen = true;
    }

    void thaw() {
        if (frozen) {
            frozen = false;
            thawed = machine.now();
        }
    }

    /** It may go on with what it knew before it stood still. */
    boolean isJustThawed() {
        return machine.now() - thawed < JUST_MILLIS;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** None of its threads ever runs again. */
    void kill() {
        dead = true;
        ready.clear();
    }

    boolean isDead() {
        return dead;
    }

    boolean isUp() {
        return !dead && !frozen;
    }

    private static Method newThread() {
        try {
            Method method = Class.forName("java.lang.ThreadBuilders")
                    .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("needs --add-opens=java.base/java.lang=ALL-UNNAMED", e);
        }
    }
}
