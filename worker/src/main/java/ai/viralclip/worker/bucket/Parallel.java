package ai.viralclip.worker.bucket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Asks the store about many things, a few at a time. */
public final class Parallel {

    private final Semaphore permits;

    /** @param atOnce so many at one time, and no more, whoever asks */
    public Parallel(int atOnce) {
        permits = new Semaphore(atOnce, true);
    }

    /** Something to do for one of them. */
    public interface Work<T, R> {
        R of(T item) throws StoreException, InterruptedException;
    }

    /** The results in the order of the items; the first failure ends all of it. */
    public <T, R> List<R> each(List<T> items, Work<T, R> work) throws StoreException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> running = new ArrayList<>();
            for (T item : items) {
                running.add(threads.submit(() -> permitted(item, work)));
            }
            try {
                List<R> results = new ArrayList<>();
                for (Future<R> one : running) {
                    results.add(one.get());
                }
                return results;
            } catch (ExecutionException e) {
                throw unwrapped(e);
            } finally {
                // Where all went well nothing runs any more; else closing would wait for those that do.
                threads.shutdownNow();
            }
        }
    }

    private <T, R> R permitted(T item, Work<T, R> work) throws StoreException, InterruptedException {
        permits.acquire();
        try {
            return work.of(item);
        } finally {
            permits.release();
        }
    }

    private static StoreException unwrapped(ExecutionException e) throws InterruptedException {
        return switch (e.getCause()) {
            case StoreException failed -> failed;
            case InterruptedException interrupted -> throw interrupted;
            case null, default -> throw new IllegalStateException(e.getCause());
        };
    }
}
