package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run's document where a purge and other workers write it at the same time, at each moment that matters. */
@Timeout(60)
class InterleavedWritersTest {

    private static final Uid UID = new Uid("u1");
    private static final RunId RUN = new RunId("r1");
    private static final String KEY = "users/u1/r1/highlights.json";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(1);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final AtomicBoolean purged = new AtomicBoolean();
    private final Highlights highlights =
            Readers.writing(store, (uid, run, renderedAt) -> purged.get() && !renderedAt.isAfter(NOON));
    private final Highlights another = Readers.writing(store);
    private final AtomicReference<Future<?>> other = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void aRepeatFindsThatTheDocumentIsGoneAndWritesItAgain() throws Exception {
        highlights.merge(UID, RUN, Updates.bare(1, NOON));
        store.delete(KEY);
        highlights.merge(UID, RUN, Updates.bare(1, NOON));
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void whatAnotherWritesBetweenAPurgesLookAndItsWriteStays() throws Exception {
        highlights.merge(UID, RUN, Updates.bare(1, NOON));
        meanwhile(Set.of(Operation.PUT, Operation.DELETE));
        highlights.forget(UID, RUN, NOON);
        assertThat(ids()).containsExactly(2);
    }

    @Test
    void whatAnotherWorkerWritesRightBeforeThePurgesDeletionStays() throws Exception {
        highlights.merge(UID, RUN, Updates.bare(1, NOON));
        meanwhile(Set.of(Operation.DELETE));
        highlights.forget(UID, RUN, NOON);
        other.get().get(20, TimeUnit.SECONDS);
        assertThat(ids()).containsExactly(2);
    }

    @Test
    void aLostReplyAtAnyStepOfAForgettingIsHealedByTheNextOne() throws Exception {
        for (Operation step : List.of(Operation.PUT, Operation.DELETE, Operation.GET)) {
            for (Moment moment : Moment.values()) {
                another.merge(UID, RUN, Updates.bare(1, NOON));
                store.failNext(step, moment, new StoreFailure.Unavailable("reply lost", false));
                assertThatExceptionOfType(StoreException.class).isThrownBy(() -> highlights.forget(UID, RUN, NOON));
                assertThat(highlights.forget(UID, RUN, NOON)).isZero();
                assertThat(store.keys()).as("%s %s", step, moment).isEmpty();
            }
        }
    }

    @Test
    void whatADeadWorkerEmptiedAndDidNotDeleteIsWrittenOver() throws Exception {
        RunWriter writer = new RunWriter(
                new RunStore(store, KEY, new Emptied(Duration.ofMillis(300))), renderedAt -> false, Readers.LATE);
        store.overwrite(
                KEY,
                new Emptied(Emptied.LEFT_ALONE).next(),
                new ObjectAttributes("application/json", "no-store", Map.of()));
        writer.write(List.of(Updates.bare(1, NOON)));
        assertThat(text()).contains("\"id\" : 1").doesNotContain("emptied_by");
    }

    @Test
    void aHighlightPurgedBetweenTwoRoundsIsNotWrittenOthersAre() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        store.onCall((operation, key) -> {
            if (operation == Operation.PUT && first.getAndSet(false)) {
                purged.set(true);
                merge(another, Updates.bare(3, LATER));
            }
        });
        assertThatExceptionOfType(PurgedException.class)
                .isThrownBy(() -> highlights.merge(UID, RUN, Updates.bare(1, NOON)));
        highlights.merge(UID, RUN, Updates.bare(2, LATER));
        assertThat(ids()).containsExactly(2, 3);
    }

    @Test
    void aWaitingHighlightIsNotWrittenOnceItsClipIsGivenUp() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        hold(writing, goOn);
        Future<?> first = threads.submit(() -> merge(highlights, Updates.bare(1, NOON)));
        writing.await();
        Thread second = Thread.ofVirtual().start(() -> mergeOrBeInterrupted(Updates.bare(2, NOON)));
        await().until(() -> second.getState() == Thread.State.WAITING);
        second.interrupt();
        second.join();
        goOn.countDown();
        first.get();
        highlights.merge(UID, RUN, Updates.bare(3, NOON));
        assertThat(ids()).containsExactly(1, 3);
    }

    @Test
    void aClipGivenUpInMidWriteEndsWithTheWriteAndNotBefore() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        hold(writing, goOn);
        Thread clip = Thread.ofVirtual().start(() -> mergeOrBeInterrupted(Updates.bare(1, NOON)));
        writing.await();
        clip.interrupt();
        assertThat(clip.join(Duration.ofMillis(300))).isFalse();
        goOn.countDown();
        clip.join();
        assertThat(store.keys()).containsExactly(KEY);
    }

    /** Another worker writes a later entry right before the next such call, if it may. */
    private void meanwhile(Set<Operation> calls) {
        AtomicBoolean once = new AtomicBoolean(true);
        store.onCall((operation, key) -> {
            if (calls.contains(operation) && once.getAndSet(false)) {
                other.set(threads.submit(() -> merge(another, Updates.bare(2, LATER))));
                try {
                    other.get().get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    // It waits for the purge.
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        });
    }

    private void hold(CountDownLatch writing, CountDownLatch goOn) {
        store.onCall((operation, key) -> {
            if (operation == Operation.PUT) {
                writing.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
    }

    private void mergeOrBeInterrupted(HighlightUpdate update) {
        try {
            highlights.merge(UID, RUN, update);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException | BrokenHighlights | FullHighlights | PurgedException e) {
            throw new AssertionError(e);
        }
    }

    private static void merge(Highlights by, HighlightUpdate update) {
        try {
            by.merge(UID, RUN, update);
        } catch (StoreException | BrokenHighlights | FullHighlights | PurgedException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String text() throws StoreException {
        return UTF_8.decode(store.get(KEY, 10_000).orElseThrow().bytes()).toString();
    }

    private Set<Integer> ids() throws Exception {
        RunHighlights found = Readers.over(store).read(UID, RUN, Set.of(1, 2, 3));
        return new TreeSet<>(((RunHighlights.Present) found).entries().keySet());
    }
}
