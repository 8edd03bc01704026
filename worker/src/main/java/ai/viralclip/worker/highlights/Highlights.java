package ai.viralclip.worker.highlights;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.tracing.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Keeps every run's {@code highlights.json}. Clips of one run that come together share a write; other workers may write
 * the same documents.
 */
public final class Highlights {

    /** Runs that no clip waits for are remembered up to these bounds, the least recently used going first. */
    private static final int MAX_RUNS = 2_000;

    private static final int MAX_REMEMBERED_BYTES = 16 * 1024 * 1024;

    private final ObjectStore store;
    private final Duration pauseBetweenWrites;
    private final Spans spans;
    private final PurgedRenderings purged;
    private final Emptied emptied;
    private final InstantSource clock;
    private final Map<String, RunQueue> runs = new LinkedHashMap<>(16, 0.75f, true);

    Highlights(
            ObjectStore store,
            Duration pauseBetweenWrites,
            Spans spans,
            PurgedRenderings purged,
            Emptied emptied,
            InstantSource clock) {
        this.store = store;
        this.pauseBetweenWrites = pauseBetweenWrites;
        this.spans = spans;
        this.purged = purged;
        this.emptied = emptied;
        this.clock = clock;
    }

    /**
     * Blocks until the run's stored document holds the update.
     *
     * @throws FullHighlights where the document has no room for it: it is not written
     * @throws PurgedException where a purge reaches it meanwhile: it is not written
     * @throws InterruptedException where the caller is no longer wanted. The update is not written any more: what came
     *     after a purge would bring a purged document back. A write that is under way is waited for
     */
    public void merge(Uid uid, RunId runId, HighlightUpdate update)
            throws StoreException, BrokenHighlights, FullHighlights, PurgedException, InterruptedException {
        Queued queued = enqueue(uid, runId, update);
        try {
            ended(queued.written());
        } catch (InterruptedException e) {
            queued.run().takeBack(queued.written());
            throw e;
        }
    }

    /**
     * Takes out of the run's document what was rendered until then, and deletes a document that has nothing left.
     * Blocks until it is done.
     *
     * @return the entries that are left; 0 where there is no document
     */
    public int forget(Uid uid, RunId runId, Instant until)
            throws StoreException, BrokenHighlights, InterruptedException {
        try {
            return ended(enqueue(uid, runId, new HighlightChange.Forget(until)).written());
        } catch (PurgedException | FullHighlights e) {
            throw new IllegalStateException(e);
        }
    }

    private static int ended(CompletableFuture<Integer> written)
            throws StoreException, BrokenHighlights, FullHighlights, PurgedException, InterruptedException {
        try {
            return written.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StoreException failed -> throw failed;
                case BrokenHighlights broken -> throw broken;
                case FullHighlights full -> throw full;
                case PurgedException overtaken -> throw overtaken;
                case RuntimeException defect -> throw defect;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private record Queued(RunQueue run, CompletableFuture<Integer> written) {}

    private synchronized Queued enqueue(Uid uid, RunId runId, HighlightChange change) {
        RunQueue run = runs.computeIfAbsent(ObjectKeys.highlights(uid, runId), key -> queue(key, uid, runId));
        CompletableFuture<Integer> written = run.add(change);
        forgetIdleRuns();
        return new Queued(run, written);
    }

    private RunQueue queue(String key, Uid uid, RunId runId) {
        RunStore document = new RunStore(store, key, emptied);
        RunWriter writer = new RunWriter(document, renderedAt -> purged.reach(uid, runId, renderedAt), clock);
        return new RunQueue(writer, pauseBetweenWrites, spans);
    }

    private void forgetIdleRuns() {
        int count = runs.size();
        long bytes = runs.values().stream().mapToLong(RunQueue::rememberedBytes).sum();
        Iterator<RunQueue> eldest = runs.values().iterator();
        while (eldest.hasNext() && (count > MAX_RUNS || bytes > MAX_REMEMBERED_BYTES)) {
            RunQueue run = eldest.next();
            if (run.isIdle()) {
                count--;
                bytes -= run.rememberedBytes();
                eldest.remove();
            }
        }
    }
}
