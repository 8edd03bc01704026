package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.tracing.Spans;
import ai.viralclip.worker.tracing.StepSpan;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The changes that wait for one run's next write. While a write is under way, or the pause after it lasts, changes
 * gather; then they go together, in one write.
 *
 * <p>A write that clips share is a trace of its own, linked to the steps of all of them: it is no part of any one.
 */
final class RunQueue {

    /** @param by what waits for it */
    private record Waiting(HighlightChange change, Span by, CompletableFuture<Integer> written) {}

    private final RunWriter writer;
    private final Duration pause;
    private final Spans spans;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean running;

    RunQueue(RunWriter writer, Duration pause, Spans spans) {
        this.writer = writer;
        this.pause = pause;
        this.spans = spans;
    }

    /**
     * Completes once the stored document is as the change wants it, with the number of its entries; fails with the
     * {@link StoreException} or {@link BrokenHighlights}, with {@link PurgedException} where it is not to be written,
     * or with {@link FullHighlights} where it cannot be.
     */
    synchronized CompletableFuture<Integer> add(HighlightChange change) {
        CompletableFuture<Integer> written = new CompletableFuture<>();
        waiting.add(new Waiting(change, Span.current(), written));
        if (!running) {
            running = true;
            Thread.ofVirtual().name("highlights").start(this::run);
        }
        return written;
    }

    /** The change is not to be written any more; where it is being written, returns when that has ended. */
    void takeBack(CompletableFuture<Integer> written) {
        if (!isTakenOut(written)) {
            // Nobody can break this off, an interrupt neither: what a write leaves behind is known when it has ended.
            written.handle((entries, failure) -> true).join();
        }
    }

    @SuppressWarnings("ReferenceEquality") // This very change, not one like it.
    private synchronized boolean isTakenOut(CompletableFuture<Integer> written) {
        return waiting.removeIf(one -> one.written() == written);
    }

    synchronized boolean isIdle() {
        return !running;
    }

    int rememberedBytes() {
        return writer.rememberedBytes();
    }

    private void run() {
        for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch);
            // R2 takes one write per second and key, counted from here: a pause before the first write would delay
            // every run.
            pause();
        }
    }

    private synchronized List<Waiting> next() {
        List<Waiting> batch = waiting;
        waiting = new ArrayList<>();
        running = !batch.isEmpty();
        if (!running) {
            writer.rest();
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        try {
            RunWriter.Written result = written(batch);
            batch.forEach(one -> end(one, result));
        } catch (StoreException | BrokenHighlights | RuntimeException | Error e) {
            // Even an Error: whoever waits must learn of it, or waits for ever.
            batch.forEach(one -> one.written().completeExceptionally(e));
        }
    }

    private static void end(Waiting one, RunWriter.Written result) {
        if (one.change() instanceof HighlightUpdate update && result.purged().contains(update)) {
            one.written().completeExceptionally(new PurgedException());
        } else if (one.change() instanceof HighlightUpdate update
                && result.full().contains(update)) {
            one.written().completeExceptionally(new FullHighlights(result.entries()));
        } else {
            one.written().complete(result.entries());
        }
    }

    private RunWriter.Written written(List<Waiting> batch) throws StoreException, BrokenHighlights {
        try (StepSpan _ = spans.merge(batch.stream().map(Waiting::by).toList())) {
            return writer.write(batch.stream().map(Waiting::change).toList());
        }
    }

    private void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, the next write comes early and the store says so.
            Thread.currentThread().interrupt();
        }
    }
}
