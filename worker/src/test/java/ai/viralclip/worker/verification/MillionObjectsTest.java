package ai.viralclip.worker.verification;

import static ai.viralclip.worker.verification.VerifiedBucket.RENDERED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.contracts.VerifyCompleted;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A bucket of a million objects takes no more memory than one of a thousand. */
@Isolated("Measures the heap, which others share.")
final class MillionObjectsTest {

    private static final int RUNS = 10_000;
    private static final int CLIPS_OF_A_RUN = 50;

    /** Each clip has two files, each run a document; the bucket holds no more of them than the store makes up. */
    private static final int OF_A_RUN = 2 * CLIPS_OF_A_RUN + 1;

    private static final long MOST_MORE = 10 * 1024 * 1024;
    private static final int LOOK_EVERY = 250_000;

    @Test
    void memoryStaysFlatAndEachIsLookedAtOnce() throws Exception {
        Verification verification = new VerifiedBucket().over(new MadeUp());
        List<Long> heap = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        long objects = 0;
        long runs = 0;
        do {
            VerifyCompleted page = verification.page(
                    new VerifyRequested(Optional.empty(), Optional.empty(), Optional.empty(), cursor), "request");
            assertThat(page.findings()).isEmpty();
            assertThat(page.nextCursor().orElse("").length()).isLessThan(200);
            if ((objects + page.objects()) / LOOK_EVERY > objects / LOOK_EVERY) {
                heap.add(usedHeap());
            }
            objects += page.objects();
            runs += page.runs();
            cursor = page.nextCursor();
        } while (cursor.isPresent());

        assertThat(objects).isEqualTo((long) RUNS * OF_A_RUN);
        assertThat(runs).isEqualTo(RUNS);
        long first = heap.getFirst();
        assertThat(heap)
                .hasSize((int) (objects / LOOK_EVERY))
                .allSatisfy(used -> assertThat(used - first).isLessThan(MOST_MORE));
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Makes up its keys as they are listed: run after run, in their order. */
    private static final class MadeUp implements ObjectStore {

        private static final Sha256 HASH = new Sha256("a".repeat(64));
        private static final Instant STORED = RENDERED.plus(Duration.ofMinutes(1));
        private static final Map<String, String> METADATA =
                ClipMetadata.ofVideo(ClipMetadata.of(HASH, RENDERED, "event"), true);
        private static final Content DOCUMENT = new Content(
                "etag",
                ByteBuffer.wrap(IntStream.range(100, 100 + CLIPS_OF_A_RUN)
                        .mapToObj(n -> "{\"id\":" + n + ",\"rendered_at\":\"" + RENDERED + "\"}")
                        .collect(Collectors.joining(",", "{\"highlights\":[", "]}"))
                        .getBytes(UTF_8)));

        /** Made once, since every key needs one. */
        private static final List<String> FOLDERS = IntStream.range(0, RUNS)
                .mapToObj(run -> "users/u%02d/r%05d/".formatted(run / 1_000, run))
                .toList();

        private static String key(int index) {
            int run = index / OF_A_RUN;
            int of = index % OF_A_RUN;
            String folder = FOLDERS.get(run);
            return of == OF_A_RUN - 1
                    ? folder + "highlights.json"
                    : folder + "clips/clip_split_" + (100 + of / 2) + (of % 2 == 0 ? ".jpg" : ".mp4");
        }

        /** Where the first key is that comes after it. */
        private static int firstAfter(String key) {
            int low = 0;
            int high = RUNS * OF_A_RUN;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (key(middle).compareTo(key) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        public Page<ListedObject> list(String prefix, Optional<String> from, int max) {
            int begin = firstAfter(from.orElse(prefix));
            List<ListedObject> objects = new ArrayList<>();
            for (int i = begin; i < RUNS * OF_A_RUN && key(i).startsWith(prefix); i++) {
                if (objects.size() == max) {
                    return new Page<>(objects, Optional.of(objects.getLast().key()));
                }
                objects.add(new ListedObject(key(i), 1, "etag", STORED));
            }
            return new Page<>(objects, Optional.empty());
        }

        @Override
        public String after(String key) {
            return key;
        }

        @Override
        public Optional<StoredObject> head(String key) {
            String type = key.endsWith(".mp4") ? "video/mp4" : "image/jpeg";
            return Optional.of(new StoredObject("etag", 1, type, METADATA, STORED));
        }

        @Override
        public Optional<Content> get(String key, int maxBytes) {
            return Optional.of(DOCUMENT);
        }

        @Override
        public Page<OpenUpload> uploads(String prefix, Optional<String> from) {
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public Optional<Digest> digest(String key, long sizeBytes) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public Map<String, StoreFailure> deleteAll(Collection<String> keys) {
            throw new AssertionError("nothing is changed");
        }

        @Override
        public PutResult put(String key, Payload payload, ObjectAttributes attributes, Precondition precondition) {
            throw new AssertionError("nothing is changed");
        }

        @Override
        public PreparedPut prepare(
                String key, Payload.Media file, ObjectAttributes attributes, Precondition precondition) {
            throw new AssertionError("nothing is changed");
        }

        @Override
        public void delete(String key) {
            throw new AssertionError("nothing is changed");
        }

        @Override
        public void abort(OpenUpload upload) {
            throw new AssertionError("nothing is changed");
        }
    }
}
