package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.HaltReason;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether clips may be worked on at all. Closed by the first that finds the store refusing; opened by the proof that it
 * no longer does.
 *
 * <p>Its changes are told under its lock: what is told last is how it stands, whichever threads change it.
 */
final class Gate {

    /** Why it is closed. */
    record Closed(HaltReason reason, String detail) {}

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Map<HaltReason, Recurring> halts = new EnumMap<>(HaltReason.class);
    private final IntakeEvent.Listener events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Closed> closed =
            Optional.of(new Closed(HaltReason.BUCKET_UNPROVED, "the bucket was not looked at yet"));

    /** A halt that the log does not have needs no end there. */
    private boolean isTold = true;

    Gate(InstantSource clock, IntakeEvent.Listener events) {
        for (HaltReason reason : HaltReason.values()) {
            halts.put(reason, new Recurring(clock));
        }
        this.events = events;
    }

    /** Why it is closed; empty while it is open. */
    Optional<Closed> closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close(HaltReason reason, String detail) {
        Closed state = new Closed(reason, detail);
        lock.lock();
        try {
            boolean isNew = !set(Optional.of(state)).equals(Optional.of(state));
            tell(state);
            if (isNew) {
                events.on(new IntakeEvent.Halted(reason, detail));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Each proof that fails, and each clip that meets the closed store, comes by here. */
    private void tell(Closed state) {
        Objects.requireNonNull(halts.get(state.reason())).happenedAndIsDue().ifPresent(failures -> {
            isTold = true;
            LOG.atError()
                    .addKeyValue("reason", state.reason().wireName())
                    .addKeyValue("failures", failures)
                    .addKeyValue("detail", state.detail())
                    .log("halted");
        });
    }

    void open() {
        lock.lock();
        try {
            if (set(Optional.empty()).isPresent()) {
                if (isTold) {
                    isTold = false;
                    LOG.info("consuming: the bucket is proved");
                }
                events.on(new IntakeEvent.Resumed());
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitOpen() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed.isPresent()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitClosed() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed.isEmpty()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Closed> set(Optional<Closed> state) {
        Optional<Closed> before = closed;
        closed = state;
        changed.signalAll();
        return before;
    }
}
