package ai.viralclip.worker.highlights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.tracing.Recorded;
import ai.viralclip.worker.tracing.StepSpan;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The trace of a write that several clips wait for. */
@Timeout(30)
class SharedWriteTest {

    private static final HighlightChange ANY = new HighlightChange.Forget(Instant.EPOCH);

    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch gathered = new CountDownLatch(1);
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void aWriteThatClipsShareIsAPartOfNoneAndLinkedToAll() throws Exception {
        store.onCall((operation, key) -> {
            writing.countDown();
            await(gathered);
        });
        try (Recorded recorded = Recorded.all();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RunQueue queue = queue(recorded);
            CountDownLatch added = new CountDownLatch(3);
            Future<Integer> first = threads.submit(clip(recorded, queue, added));
            writing.await();
            List<Future<Integer>> others =
                    List.of(threads.submit(clip(recorded, queue, added)), threads.submit(clip(recorded, queue, added)));
            added.await();
            CompletableFuture<Integer> purge = queue.add(ANY);
            gathered.countDown();
            first.get();
            others.getFirst().get();
            others.getLast().get();
            purge.get();

            assertThat(recorded.spansNamed("merge highlights"))
                    .allSatisfy(write ->
                            assertThat(write.getParentSpanContext().isValid()).isFalse())
                    .extracting(SpanData::getTotalRecordedLinks)
                    .containsExactly(1, 2);
            assertThat(recorded.spansNamed("merge highlights"))
                    .flatExtracting(SpanData::getLinks)
                    .extracting(LinkData::getSpanContext)
                    .containsExactlyInAnyOrderElementsOf(recorded.spansNamed("highlights").stream()
                            .map(SpanData::getSpanContext)
                            .toList());
        }
    }

    @Test
    void aWriteThatNoClipWaitsForHasNoTrace() throws Exception {
        try (Recorded recorded = Recorded.all()) {
            queue(recorded).add(ANY).get();
            assertThat(recorded.spansNamed("merge highlights")).isEmpty();
        }
    }

    private RunQueue queue(Recorded recorded) {
        return new RunQueue(Readers.writer(store, "highlights"), Duration.ZERO, recorded.spans());
    }

    private static Callable<Integer> clip(Recorded recorded, RunQueue queue, CountDownLatch added) {
        return () -> {
            try (StepSpan _ = recorded.clip().highlights()) {
                CompletableFuture<Integer> written = queue.add(ANY);
                added.countDown();
                return written.get();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
