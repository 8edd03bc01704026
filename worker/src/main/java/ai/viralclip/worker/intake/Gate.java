package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.HaltReason;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Whether clips may be worked on at all. Closed by the first that finds the store refusing; opened by the proof that it
 * no longer does.
 */
final class Gate {

    /** Why it is closed. */
    record Closed(HaltReason reason, String detail) {}

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final ApplicationEventPublisher events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Closed> closed =
            Optional.of(new Closed(HaltReason.BUCKET_UNPROVED, "the bucket was not looked at yet"));

    Gate(ApplicationEventPublisher events) {
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
        if (!set(Optional.of(state)).equals(Optional.of(state))) {
            LOG.atError()
                    .addKeyValue("reason", reason.wireName())
                    .addKeyValue("detail", detail)
                    .log("halted");
            events.publishEvent(new IntakeEvent.Halted(reason, detail));
        }
    }

    void open() {
        if (set(Optional.empty()).isPresent()) {
            LOG.info("consuming: the bucket is proved");
            events.publishEvent(new IntakeEvent.Resumed());
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
        lock.lock();
        try {
            Optional<Closed> before = closed;
            closed = state;
            changed.signalAll();
            return before;
        } finally {
            lock.unlock();
        }
    }
}
