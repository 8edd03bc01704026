package ai.viralclip.worker.bucket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the store about many things, a few at a time. */
public final class Parallel {

    private final int atOnce;
    private final Semaphore permits;

    /** @param atOnce so many at one time, and no more, whoever asks */
    public Parallel(int atOnce) {
        this.atOnce = atOnce;
        this.permits = new Semaphore(atOnce, true);
    }

    /** Something to do for one of them. */
    public interface Work<T, R> {
        R of(T item) throws StoreException, InterruptedException;
    }

    /** The results in the order of the items; the first failure ends all of it. */
    public <T, R> List<R> each(List<T> items, Work<T, R> work) throws StoreException, InterruptedException {
        Share<T, R> share = new Share<>(items, work);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<Integer, R>>> running = new ArrayList<>();
            for (int i = 0; i < Math.min(atOnce, items.size()); i++) {
                running.add(threads.submit(share));
            }
            try {
                Map<Integer, R> results = new TreeMap<>();
                for (Future<Map<Integer, R>> one : running) {
                    results.putAll(one.get());
                }
                return List.copyOf(results.values());
            } catch (ExecutionException e) {
                throw unwrapped(e);
            } finally {
                // Where all went well nothing runs any more; else closing would wait for those that do.
                threads.shutdownNow();
            }
        }
    }

    /** What several threads do together: each takes the next item when it is done with one. */
    private final class Share<T, R> implements Callable<Map<Integer, R>> {

        private final List<T> items;
        private final Work<T, R> work;
        private final AtomicInteger next = new AtomicInteger();

        Share(List<T> items, Work<T, R> work) {
            this.items = items;
            this.work = work;
        }

        /** The results of one thread, by the places of the items. */
        @Override
        public Map<Integer, R> call() throws StoreException, InterruptedException {
            Map<Integer, R> results = new HashMap<>();
            boolean isWell = false;
            try {
                for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                    results.put(i, permitted(items.get(i), work));
                }
                isWell = true;
                return results;
            } finally {
                if (!isWell) {
                    next.set(items.size());
                }
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
