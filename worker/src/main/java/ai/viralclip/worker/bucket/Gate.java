package ai.viralclip.worker.bucket;

import ai.viralclip.worker.process.Recurring;
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
 * Whether clips may be worked on at all. Closed and opened by the proof of the bucket alone: who finds the store
 * refusing asks for one ({@link #ask}), so that one object that is refused stops nobody else.
 *
 * <p>Its changes are told under its lock: what is told last is how it stands, whichever threads change it.
 */
public final class Gate {

    /** Why it is closed. */
    public record Closed(HaltReason reason, String detail) {}

    /** What the store said to the proof. */
    public enum Answer {
        /** It takes it: what it refuses is refused alone. */
        TAKES,
        /** It refuses it as well: the gate is closed. */
        REFUSES,
        /** Nothing that can be told: it is unavailable. */
        NONE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Map<HaltReason, Recurring> halts = new EnumMap<>(HaltReason.class);
    private final BucketEvent.Listener events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Closed> closed =
            Optional.of(new Closed(HaltReason.BUCKET_UNPROVED, "the bucket was not looked at yet"));

    private Answer answer = Answer.NONE;
    private long wantedProofs;
    private long begunProofs;
    private long endedProofs;

    /** A halt that the log does not have needs no end there. */
    private boolean isTold = true;

    public Gate(InstantSource clock, BucketEvent.Listener events) {
        for (HaltReason reason : HaltReason.values()) {
            halts.put(reason, new Recurring(clock));
        }
        this.events = events;
    }

    /** Why it is closed; empty while it is open. */
    public Optional<Closed> closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the store says to a proof that begins from now on; waits for it. However many ask meanwhile, it is one
     * proof.
     */
    public Answer ask() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long mine = begunProofs + 1;
            wantedProofs = mine;
            changed.signalAll();
            while (endedProofs < mine) {
                changed.await();
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Until a proof is wanted: the gate is closed, or somebody asks. */
    void awaitWanted() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed.isEmpty() && wantedProofs <= begunProofs) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends with {@link #open}, {@link #close} or {@link #undecided}. */
    void proofBegins() {
        lock.lock();
        try {
            begunProofs++;
        } finally {
            lock.unlock();
        }
    }

    /** The proof could not tell: what is closed stays so for that reason, what is open stays open. */
    void undecided(String detail) {
        lock.lock();
        try {
            if (closed.isPresent()) {
                close(HaltReason.BUCKET_UNPROVED, detail);
            }
            ended(Answer.NONE);
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
                events.on(new BucketEvent.Halted(reason, detail));
            }
            ended(Answer.REFUSES);
        } finally {
            lock.unlock();
        }
    }

    /** Each proof that fails comes by here. */
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

    public void open() {
        lock.lock();
        try {
            if (set(Optional.empty()).isPresent()) {
                if (isTold) {
                    isTold = false;
                    LOG.info("consuming: the bucket is proved");
                }
                events.on(new BucketEvent.Resumed());
            }
            ended(Answer.TAKES);
        } finally {
            lock.unlock();
        }
    }

    public void awaitOpen() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed.isPresent()) {
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

    private void ended(Answer said) {
        answer = said;
        endedProofs = begunProofs;
        changed.signalAll();
    }
}
