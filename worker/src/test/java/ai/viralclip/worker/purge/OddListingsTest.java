package ai.viralclip.worker.purge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
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
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.highlights.Readers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a purge believes of a store whose listings are not what was asked for. */
@Timeout(10)
final class OddListingsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Uid USER = new Uid("u1");
    private static final String CLIP = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String OTHERS = "users/u10/r1/clips/clip_split_1.mp4";

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> NOON);
    private final Odd odd = new Odd(store);
    private final Purge purge = Purges.over(
            odd,
            Readers.writing(odd),
            new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
            () -> NOON);

    @BeforeEach
    void put() throws StoreException {
        for (String key : List.of(CLIP, OTHERS)) {
            store.put(
                    key,
                    new Payload.Bytes(ByteBuffer.wrap(key.getBytes(UTF_8))),
                    new ObjectAttributes("video/mp4", "no-store", Map.of("rendered-at", "2026-11-22T11:00:00Z")),
                    new Precondition.IfAbsent());
        }
    }

    @Test
    void onesThatLeadInACircleAreNoReceipt() {
        odd.objects = new Page<>(List.of(), Optional.of("again"));
        assertUnbelieved("in a circle");
    }

    @Test
    void onesOfUploadsThatLeadInACircleAreNoReceipt() {
        odd.uploads = new Page<>(List.of(), Optional.of("again"));
        assertUnbelieved("in a circle");
    }

    @Test
    void onesOfAnotherUserDeleteNothing() {
        odd.objects = new Page<>(List.of(listed(CLIP), listed(OTHERS)), Optional.empty());
        assertUnbelieved(OTHERS);
        assertThat(store.keys()).containsExactly(CLIP, OTHERS);
    }

    @Test
    void onesOfAnotherUsersUploadsAbortNothing() throws Exception {
        OpenUpload upload = store.begin(OTHERS);
        odd.uploads = new Page<>(List.of(upload), Optional.empty());
        assertUnbelieved(OTHERS);
        assertThat(store.uploads(OTHERS, Optional.empty()).items()).containsExactly(upload);
    }

    @Test
    void onesOfAnotherClipTakeNothingOfItBack() {
        odd.objects = new Page<>(List.of(listed(OTHERS)), Optional.empty());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> purge.withdraw(USER, new RunId("r1"), new Style("split"), 1, NOON))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Unavailable.class))
                .withMessageContaining(OTHERS);
        assertThat(store.keys()).contains(OTHERS);
    }

    private static ListedObject listed(String key) {
        return new ListedObject(key, 1, "etag", NOON.minusSeconds(3_600));
    }

    private void assertUnbelieved(String why) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        purge.delete(new Scope(USER, Optional.empty()), NOON, Progress.start(NOON), progress -> {}))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Unavailable.class))
                .withMessageContaining("the store's listing of users/u1/")
                .withMessageContaining(why);
    }

    /** Lists what it is told to, whatever it has. */
    private static final class Odd implements ObjectStore {

        private final ObjectStore store;
        private Page<ListedObject> objects = new Page<>(List.of(), Optional.empty());
        private Page<OpenUpload> uploads = new Page<>(List.of(), Optional.empty());

        Odd(ObjectStore store) {
            this.store = store;
        }

        @Override
        public Page<ListedObject> list(String prefix, Optional<String> from, int max) {
            return objects;
        }

        @Override
        public Page<OpenUpload> uploads(String prefix, Optional<String> from) {
            return uploads;
        }

        @Override
        public PutResult put(String key, Payload payload, ObjectAttributes attributes, Precondition precondition)
                throws StoreException {
            return store.put(key, payload, attributes, precondition);
        }

        @Override
        public PreparedPut prepare(
                String key, Payload.Media file, ObjectAttributes attributes, Precondition precondition)
                throws StoreException {
            return store.prepare(key, file, attributes, precondition);
        }

        @Override
        public Optional<StoredObject> head(String key) throws StoreException {
            return store.head(key);
        }

        @Override
        public Optional<Content> get(String key, int maxBytes) throws StoreException {
            return store.get(key, maxBytes);
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
        public void delete(String key) throws StoreException {
            store.delete(key);
        }

        @Override
        public Map<String, StoreFailure> deleteAll(Collection<String> keys) throws StoreException {
            return store.deleteAll(keys);
        }

        @Override
        public void abort(OpenUpload upload) throws StoreException {
            store.abort(upload);
        }
    }
}
