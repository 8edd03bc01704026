package ai.viralclip.worker.media.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to a file system, between the thread that makes it and the one that waits for it. */
final class MountCall<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(MountCall.class);

    /** What is called. A {@link Closeable} that nobody waits for any more is closed. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** The call did not return in time. */
    static final class TooLong extends Exception {}

    private enum Phase {
        WAITING,
        RUNNING,
        GIVEN_UP,
        ENDED
    }

    private final FutureTask<T> task;
    private final Optional<Closeable> file;
    private final Path about;
    private final HungCalls hung;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

    /**
     * @param about what is called for
     * @param file that is open already, and is closed where the call ends after it was given up
     */
    MountCall(Path about, Work<T> work, Optional<Closeable> file, HungCalls hung) {
        this.about = about;
        this.task = new FutureTask<>(work::run);
        this.file = file;
        this.hung = hung;
    }

    @Override
    public void run() {
        if (!phase.compareAndSet(Phase.WAITING, Phase.RUNNING)) {
            file.ifPresent(MountCall::close);
            return;
        }
        task.run();
        if (!phase.compareAndSet(Phase.RUNNING, Phase.ENDED)) {
            hung.remove(about);
            file.ifPresent(MountCall::close);
            if (task.state() == Future.State.SUCCESS && task.resultNow() instanceof Closeable unwanted) {
                close(unwanted);
            }
        }
    }

    static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("a file that was only read was not closed well", e);
        }
    }

    /**
     * What the call returns. An interrupt does not end the wait, and is not lost.
     *
     * @throws IOException that the call ended with
     */
    T await(Duration timeout) throws IOException, TooLong {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    giveUp();
                }
            }
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNull(e.getCause()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns only where it ended at this very moment. */
    private void giveUp() throws TooLong {
        if (phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP)) {
            throw new TooLong();
        }
        hung.add(about);
        if (phase.compareAndSet(Phase.RUNNING, Phase.GIVEN_UP)) {
            throw new TooLong();
        }
        hung.remove(about);
    }

    private static IOException thrown(Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a call to a file system throws nothing else", cause);
        };
    }
}
