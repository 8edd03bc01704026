package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** What one process says to the brokers and to the store: it takes time, and sometimes goes wrong. */
final class Wire {

    /** How a call goes wrong. */
    enum Wrong {
        /** Nothing comes of it, and the caller is told. */
        REFUSED,
        /** It has its effect, and the caller hears that it failed. */
        LOST,
        /** It has its effect long after; the caller waits. */
        SLOW,
        /** It has its effect long after; the caller was told before that it failed. */
        LATE,
        /** The caller's process stands still, for so long, before its call has an effect. */
        FREEZE_BEFORE,
        /** The caller's process stands still, for so long, when the answer has come. */
        FREEZE_AFTER,
        /** The caller's process is gone before its call has an effect, and starts again so long after. */
        KILL_BEFORE,
        /** The caller's process is gone when the answer has come, and starts again so long after. */
        KILL_AFTER,
        /** The groups give everything to somebody else before the call has an effect. */
        SHUFFLE
    }

    /** What becomes of the caller's process. */
    interface Fates {
        void freeze(Host host, long millis);

        void kill(Host host, long millis);

        void shuffle();
    }

    /**
     * The next such call goes wrong.
     *
     * @param calls how its name begins
     */
    record Fault(String calls, Wrong wrong, long millis) {}

    /** A call whose effect is not known to the caller. */
    static final class Broken extends Exception {

        Broken(String call) {
            super(call + " broke");
        }
    }

    private final Host host;
    private final Machine machine;
    private final int slowest;
    private final Cluster cluster;
    private final List<Fault> faults = new ArrayList<>();

    /** @param slowest milliseconds that a call takes at most where nothing is wrong */
    Wire(Host host, Machine machine, int slowest, Cluster cluster) {
        this.host = host;
        this.machine = machine;
        this.slowest = slowest;
        this.cluster = cluster;
    }

    Host host() {
        return host;
    }

    void arm(Fault fault) {
        faults.add(fault);
    }

    void mend() {
        faults.clear();
    }

    <T> T call(String name, Supplier<T> effect) throws Broken {
        Optional<Fault> fault = cluster.called(name).or(() -> armed(name));
        machine.note(
                host.name, fault.isEmpty() ? name : name + " " + fault.get().wrong());
        return fault.isEmpty() ? plain(name, effect) : faulty(name, effect, fault.get());
    }

    /** As {@link #call}, of the brokers, which have their own words for it. */
    <T> T ask(String name, Supplier<T> effect) {
        try {
            return call(name, effect);
        } catch (Broken e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptException(new InterruptedException());
            }
            throw new TimeoutException(e.getMessage());
        }
    }

    /** The running thread waits so long, or until it is woken. */
    void await(long millis, Consumer<Runnable> bell) {
        try {
            machine.sleep(millis, bell);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    void note(String what) {
        machine.note(host.name, what);
    }

    private Optional<Fault> armed(String name) {
        Optional<Fault> fault =
                faults.stream().filter(one -> name.startsWith(one.calls())).findFirst();
        fault.ifPresent(faults::remove);
        return fault;
    }

    private <T> T faulty(String name, Supplier<T> effect, Fault fault) throws Broken {
        long millis = fault.millis();
        return switch (fault.wrong()) {
            case REFUSED -> {
                pause(name, 1 + slowest);
                throw new Broken(name);
            }
            case LATE -> {
                pause(name, 1 + slowest);
                machine.at(machine.now() + millis, () -> late(name, effect));
                throw new Broken(name);
            }
            case SLOW -> {
                pause(name, millis);
                yield effect.get();
            }
            case LOST -> {
                plain(name, effect);
                throw new Broken(name);
            }
            case FREEZE_BEFORE -> before(() -> cluster.fates.freeze(host, millis), name, effect);
            case FREEZE_AFTER -> after(() -> cluster.fates.freeze(host, millis), name, effect);
            case KILL_BEFORE -> before(() -> cluster.fates.kill(host, millis), name, effect);
            case KILL_AFTER -> after(() -> cluster.fates.kill(host, millis), name, effect);
            case SHUFFLE -> before(cluster.fates::shuffle, name, effect);
        };
    }

    private <T> T before(Runnable fate, String name, Supplier<T> effect) throws Broken {
        fate.run();
        pause(name, 1);
        return plain(name, effect);
    }

    private <T> T after(Runnable fate, String name, Supplier<T> effect) throws Broken {
        T result = plain(name, effect);
        fate.run();
        pause(name, 1);
        return result;
    }

    private void late(String name, Supplier<?> effect) {
        try {
            machine.note("late", name);
            Object result = effect.get();
            machine.note("late", String.valueOf(result != null));
        } catch (KafkaException e) {
            machine.note("late", name + " came to nothing: " + e.getMessage());
        }
    }

    /** The time before the effect or the time after it, as chance has it: whoever freezes, freezes in either. */
    private <T> T plain(String name, Supplier<T> effect) throws Broken {
        int millis = 1 + host.chance.nextInt(slowest);
        boolean before = host.chance.nextBoolean();
        if (before) {
            pause(name, millis);
        }
        T result = effect.get();
        if (!before) {
            pause(name, millis);
        }
        return result;
    }

    /** Whoever is interrupted hears no answer. */
    private void pause(String name, long millis) throws Broken {
        try {
            machine.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken(name);
        }
    }
}
