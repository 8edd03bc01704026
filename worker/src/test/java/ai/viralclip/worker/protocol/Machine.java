package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Gives turns: one thread of all processes runs at a time, until it waits for something. Which is next is chance's
 * choice; time stands still meanwhile, and goes on to the next thing that waits for it when nobody can run.
 */
final class Machine {

    /** No run needs as many: one that does turns in circles without time going on. */
    private static final int MOST_TURNS = 400_000;

    private static final class Timer {

        private final long at;
        private final long order;
        private final Runnable then;
        private boolean cancelled;

        Timer(long at, long order, Runnable then) {
            this.at = at;
            this.order = order;
            this.then = then;
        }
    }

    private final Random chance;
    private final List<Host> hosts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.<Timer>comparingLong(timer -> timer.at).thenComparingLong(timer -> timer.order));
    private Host running;
    private long now;
    private long order;
    private long turns;
    private long digest;
    private boolean keepsNotes;

    Machine(long seed) {
        chance = new Random(seed);
        running = new Host("nobody", this, 0);
    }

    void add(Host host) {
        hosts.add(host);
    }

    /** Milliseconds since the beginning. */
    long now() {
        return now;
    }

    /** Whose thread it is that runs. */
    Host running() {
        return running;
    }

    long turns() {
        return turns;
    }

    /** Of all that was noted: the same for the same run. */
    long digest() {
        return digest;
    }

    void keepNotes() {
        keepsNotes = true;
    }

    List<String> notes() {
        return notes;
    }

    void note(String who, String what) {
        digest = digest * 31 + now;
        digest = digest * 31 + who.hashCode();
        digest = digest * 31 + what.hashCode();
        if (keepsNotes) {
            notes.add("%7d %s %s".formatted(now, who, what));
        }
    }

    /** Something happens at that time that no process does. */
    void at(long when, Runnable then) {
        timers.add(new Timer(Math.max(when, now), order++, then));
    }

    /** The running thread waits so long. */
    void sleep(long millis) throws InterruptedException {
        sleep(millis, wake -> {});
    }

    /**
     * The running thread waits so long, or until it is woken.
     *
     * @param bell is told how to wake it
     */
    void sleep(long millis, Consumer<Runnable> bell) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Thread sleeper = Thread.currentThread();
        boolean[] over = new boolean[1];
        Runnable wake = () -> {
            over[0] = true;
            LockSupport.unpark(sleeper);
        };
        Timer timer = new Timer(now + Math.max(1, millis), order++, wake);
        timers.add(timer);
        bell.accept(wake);
        while (!over[0]) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                timer.cancelled = true;
                throw new InterruptedException();
            }
        }
        timer.cancelled = true;
    }

    /** Until that is so, or that time is reached. Returns whether it is so. */
    boolean run(long until, BooleanSupplier enough) {
        while (now < until) {
            if (turn()) {
                continue;
            }
            if (enough.getAsBoolean()) {
                return true;
            }
            if (!timePasses(until)) {
                now = until;
            }
        }
        return enough.getAsBoolean();
    }

    private boolean timePasses(long until) {
        Timer next = timers.peek();
        while (next != null && next.cancelled) {
            timers.poll();
            next = timers.peek();
        }
        if (next == null || next.at > until) {
            return false;
        }
        timers.poll();
        now = next.at;
        next.then.run();
        return true;
    }

    private boolean turn() {
        int able = 0;
        for (Host host : hosts) {
            able += host.hasTurn() ? host.ready.size() : 0;
        }
        if (able == 0) {
            return false;
        }
        if (++turns > MOST_TURNS) {
            throw new AssertionError("turns in circles at " + now + " ms");
        }
        give(able == 1 ? 0 : chance.nextInt(able));
        return true;
    }

    private void give(int which) {
        int left = which;
        for (Host host : hosts) {
            int size = host.hasTurn() ? host.ready.size() : 0;
            if (left < size) {
                running = host;
                host.ready.remove(left).run();
                return;
            }
            left -= size;
        }
    }
}
