package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.HeldBack;
import io.opentelemetry.context.Context;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A put of one request, which is blocking, and therefore on a virtual thread of its own: it stops before its last bytes
 * until it is completed or given up. What that thread meets, the one that waits for it is told.
 *
 * <p>The client may send everything again by itself: then it stops there again.
 */
public final class HeldPut implements PreparedPut {

    /** The request from its beginning to its answer. */
    public interface Request {

        /**
         * Sends it, and waits for the answer.
         *
         * @param hold to be run before the last bytes go
         */
        PutResult send(Runnable hold) throws StoreException;
    }

    private final String key;
    private final Runnable after;
    private final FutureTask<PutResult> request;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean held;
    private boolean over;
    private boolean givenUp;

    private HeldPut(String key, Request request, Runnable after) {
        this.key = key;
        this.after = after;
        this.request = new FutureTask<>(() -> request.send(this::hold));
        this.thread = Thread.ofVirtual().name("put").unstarted(Context.current().wrap(this::run));
    }

    /**
     * Begins to send.
     *
     * @param after runs once, when it is closed
     */
    public static HeldPut start(String key, Request request, Runnable after) {
        var put = new HeldPut(key, request, after);
        put.thread.start();
        return put;
    }

    private void run() {
        request.run();
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** On the request's own thread. */
    private void hold() {
        lock.lock();
        try {
            held = true;
            changed.signalAll();
            while (held && !givenUp) {
                changed.await();
            }
            if (givenUp) {
                throw HeldBack.givenUp();
            }
        } catch (InterruptedException e) {
            // The client's time for this attempt is over: by this mark it knows its own doing, and tries again.
            Thread.currentThread().interrupt();
            throw HeldBack.givenUp();
        } finally {
            held = false;
            lock.unlock();
        }
    }

    @Override
    public boolean awaitVerified() throws StoreException {
        lock.lock();
        try {
            while (!held && !over) {
                changed.await();
            }
            if (held) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(new StoreFailure.Unavailable("put " + key + ": interrupted", false), e);
        } finally {
            lock.unlock();
        }
        result();
        return false;
    }

    @Override
    public void complete() {
        lock.lock();
        try {
            held = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public PutResult result() throws StoreException {
        if (request.state() == Future.State.SUCCESS) {
            return request.resultNow();
        }
        switch (request.exceptionNow()) {
            case StoreException failure -> throw failure;
            case RuntimeException defect -> throw defect;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException("put " + key, other);
        }
    }

    /** Waits for the request's end however often the caller is interrupted: what still moved could become visible. */
    @Override
    public void close() {
        lock.lock();
        try {
            givenUp = true;
            changed.signalAll();
            if (!held && !over) {
                // Where it is held back it ends by itself; elsewhere it waits for the network or a disk.
                thread.interrupt();
            }
            while (!over) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        after.run();
    }
}
