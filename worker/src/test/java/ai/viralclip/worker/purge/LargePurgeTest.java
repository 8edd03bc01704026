package ai.viralclip.worker.purge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Content;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.Page;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.highlights.Readers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A purge of a hundred thousand objects takes no more memory than one of a thousand. */
@Isolated("Measures the heap, which others share.")
final class LargePurgeTest {

    private static final int OBJECTS = 100_000;

    /** A look collects the garbage of all tests before it, which takes a second or more. */
    private static final int LOOK_EVERY = 25_000;

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final long MOST_MORE = 10 * 1024 * 1024;

    @Test
    void memoryStaysFlat() throws Exception {
        Endless store = new Endless();
        Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
        Purge purge = PurgeConfiguration.over(store, Readers.writing(store), patience, InstantSource.fixed(NOON));
        List<Long> heap = new ArrayList<>();

        Purge.Result result =
                purge.delete(new Scope(new Uid("u1"), Optional.empty()), NOON, Progress.start(NOON), progress -> {
                    if (progress.objects() % LOOK_EVERY == 0) {
                        heap.add(usedHeap(heap));
                    }
                });

        assertThat(result.progress().objects()).isEqualTo(OBJECTS);
        assertThat(heap).hasSizeGreaterThanOrEqualTo(OBJECTS / LOOK_EVERY);
        long first = heap.getFirst();
        assertThat(heap).allSatisfy(used -> assertThat(used - first).isLessThan(MOST_MORE));
    }

    /** What others left to be collected is not ours: where there is too much, it is looked again. */
    private static long usedHeap(List<Long> before) {
        long used = usedHeapNow();
        for (int look = 1; look < 5 && !before.isEmpty() && used - before.getFirst() >= MOST_MORE; look++) {
            used = usedHeapNow();
        }
        return used;
    }

    private static long usedHeapNow() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Makes up its keys as they are listed, and remembers how many are gone; deletes from the front. */
    private static final class Endless implements ObjectStore {

        private int gone;

        @Override
        public Page<ListedObject> list(String prefix, Optional<String> from, int max) {
            int begin = from.map(Integer::parseInt).orElse(gone);
            int end = Math.min(OBJECTS, begin + max);
            List<ListedObject> objects = new ArrayList<>();
            for (int i = begin; i < end; i++) {
                objects.add(new ListedObject(
                        prefix + "r1/clips/clip_split_" + i + ".mp4", 1, "etag", NOON.minus(Duration.ofDays(1))));
            }
            return new Page<>(objects, end < OBJECTS ? Optional.of(Integer.toString(end)) : Optional.empty());
        }

        @Override
        public Map<String, StoreFailure> deleteAll(Collection<String> keys) {
            gone += keys.size();
            return Map.of();
        }

        @Override
        public Page<OpenUpload> uploads(String prefix, Optional<String> from) {
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public Optional<StoredObject> head(String key) {
            throw new AssertionError("all of them are old");
        }

        @Override
        public PutResult put(String key, Payload payload, ObjectAttributes attributes, Precondition precondition) {
            throw new AssertionError();
        }

        @Override
        public PreparedPut prepare(
                String key, Payload.Media file, ObjectAttributes attributes, Precondition precondition) {
            throw new AssertionError();
        }

        @Override
        public Optional<Content> get(String key, int maxBytes) {
            throw new AssertionError();
        }

        @Override
        public Optional<Digest> digest(String key, long sizeBytes) {
            throw new AssertionError();
        }

        @Override
        public String after(String key) {
            throw new AssertionError();
        }

        @Override
        public void delete(String key) {
            throw new AssertionError();
        }

        @Override
        public void abort(OpenUpload upload) {
            throw new AssertionError();
        }
    }
}
