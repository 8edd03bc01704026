package ai.viralclip.worker.media.file;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The file system under one root, and the few threads that may call it.
 *
 * <p>A call to a file system blocks the thread that makes it in the kernel, and a virtual thread's carrier with it: two
 * hung calls on two cores would stop all that the worker does. Here a hung call holds one of these threads, and whoever
 * waits for it gives up in time. Where all of them hang, further calls fail at once. When the file system answers
 * again, the calls return, and the threads are free: nobody needs to do anything. Thread-safe.
 */
final class Mount {

    /** That call one root at a time. Each call is short: a look, or the reading of one block. */
    static final int THREADS = 8;

    /** Looks that are under way at one time: each thread's own, and a few that wait for their turn. */
    private static final int MOST_LOOKS = 4 * THREADS;

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Longer than two attempts at a clip are apart: without another look for so long nothing is known any more. */
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Path root;
    private final Duration timeout;
    private final ThreadPoolExecutor threads;
    private final Semaphore looks = new Semaphore(MOST_LOOKS, true);
    private final AtomicInteger calls = new AtomicInteger();
    private final HungCalls hung = new HungCalls();
    private volatile Path realRoot;
    private volatile Optional<Long> goneAt = Optional.empty();

    /**
     * @param index of the root among the configured ones
     * @param timeout how long a call may take
     */
    Mount(int index, Path root, Duration timeout) {
        this.root = root;
        this.realRoot = root;
        this.timeout = timeout;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("media-" + index + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    Path root() {
        return root;
    }

    /** Where the root was found to be when it was last looked at: itself, or where links lead. */
    Path realRoot() {
        return realRoot;
    }

    void movedTo(Path now) {
        realRoot = now;
    }

    /** Something was found in it. */
    void present() {
        if (goneAt.isPresent()) {
            goneAt = Optional.empty();
        }
    }

    /** It was looked for, and is not there, or empty. */
    void gone() {
        goneAt = Optional.of(System.nanoTime());
    }

    RootState state() {
        int hanging = hung.count();
        if (hanging >= THREADS) {
            return RootState.UNRESPONSIVE;
        }
        if (goneAt.filter(then -> System.nanoTime() - then < MEMORY.toNanos()).isPresent()) {
            return RootState.GONE;
        }
        return hanging > 0 ? RootState.SLUGGISH : RootState.USABLE;
    }

    /** Calls that somebody waits for. */
    int calls() {
        return calls.get();
    }

    /** Calls that nobody waits for any more, and that have not returned. */
    int hung() {
        return hung.count();
    }

    /**
     * Calls the file system on a thread of its own. An interrupt does not end the wait: it is left to be found later.
     *
     * @param about the file that is called for: while a call about it hangs no other is made
     * @throws SourceUnresponsive where the call does not return in time. It may still; a {@link Closeable} that it
     *     returns then is closed
     */
    <T> T call(Path about, MountCall.Work<T> work) throws IOException {
        return call(about, work, Optional.empty());
    }

    /**
     * The same for a look at a file. So few are under way at one time that none waits for a thread until it is given
     * up, however many clips want one.
     */
    <T> T look(Path about, MountCall.Work<T> work) throws IOException {
        looks.acquireUninterruptibly();
        try {
            return call(about, work);
        } finally {
            looks.release();
        }
    }

    /**
     * The same with a file that is open already. Where the call is given up, the file is closed once no thread is in it
     * any more: closing it earlier would hold one more thread.
     */
    <T> T callWith(Closeable file, Path about, MountCall.Work<T> work) throws IOException {
        return call(about, work, Optional.of(file));
    }

    private <T> T call(Path about, MountCall.Work<T> work, Optional<Closeable> file) throws IOException {
        if (hung.count() >= THREADS || hung.hangs(about)) {
            file.ifPresent(this::close);
            throw new SourceUnresponsive(root + " does not answer: " + hung.count() + " calls to it hang");
        }
        MountCall<T> call = new MountCall<>(about, work, file, hung);
        calls.incrementAndGet();
        try {
            threads.execute(call);
            return call.await(timeout);
        } catch (MountCall.TooLong e) {
            if (threads.remove(call)) {
                file.ifPresent(this::close);
            }
            throw new SourceUnresponsive(root + " did not answer within " + timeout.toMillis() + " ms");
        } finally {
            calls.decrementAndGet();
        }
    }

    /** Closes a file, and does not wait for it: a file system that hangs may hang then as well. */
    void close(Closeable file) {
        threads.execute(() -> MountCall.close(file));
    }
}
