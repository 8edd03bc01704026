package ai.viralclip.worker.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.ObjectStore.Content;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does. Passed by each one that we run on, the double of unit tests included. */
public abstract class ObjectStoreContract extends ListingContract {

    private static final Sha256 OTHER_HASH = new Sha256("0".repeat(64));

    @Test
    public void whatIsPutIsThereWithItsTypeCacheControlAndMetadata() throws Exception {
        var payload = file("clip.mp4", "a video".getBytes(UTF_8));
        var etag = written(store().put(key, payload, VIDEO, new Precondition.IfAbsent()));
        StoredObject there = store().head(key).orElseThrow();
        assertThat(there).isEqualTo(new StoredObject(etag, 7, "video/mp4", VIDEO.metadata(), there.storedAt()));
        assertThat(store().list(key, Optional.empty(), 1).items())
                .singleElement()
                .satisfies(listed ->
                        assertThat(there.storedAt()).isCloseTo(listed.storedAt(), within(1, ChronoUnit.SECONDS)));
        assertThat(store().get(key, 100))
                .contains(new Content(etag, bytes("a video").content()));
        assertThat(cacheControlOf(key)).isEqualTo("private, max-age=3600");
        assertThat(etag).isNotEmpty().doesNotContain("\"");
    }

    @Test
    public void bytesInMemoryArePutAsTheyAreAndMayBePutAgain() throws Exception {
        var payload = bytes("{}");
        var etag = written(store().put(key, payload, VIDEO, new Precondition.IfAbsent()));
        written(store().put(key, payload, VIDEO, new Precondition.IfMatch(etag)));
        assertThat(store().get(key, 2).orElseThrow().bytes()).isEqualTo(payload.content());
    }

    @Test
    public void anEmptyObjectIsAnObject() throws Exception {
        written(store().put(key, bytes(""), VIDEO, new Precondition.IfAbsent()));
        assertThat(store().get(key, 0).orElseThrow().bytes().remaining()).isZero();
    }

    @Test
    public void ifAbsentWritesOnlyWhereNothingIs() throws Exception {
        written(store().put(key, bytes("first"), VIDEO, new Precondition.IfAbsent()));
        assertThat(store().put(key, bytes("second"), VIDEO, new Precondition.IfAbsent()))
                .isEqualTo(new PutResult.PreconditionFailed());
        assertThat(content()).isEqualTo("first");
    }

    @Test
    public void ifMatchWritesOnlyOverTheObjectWithThatEtag() throws Exception {
        var etag = written(store().put(key, bytes("first"), VIDEO, new Precondition.IfAbsent()));
        var next = written(store().put(key, bytes("second"), VIDEO, new Precondition.IfMatch(etag)));
        assertThat(next).isNotEqualTo(etag);
        assertThat(store().put(key, bytes("third"), VIDEO, new Precondition.IfMatch(etag)))
                .isEqualTo(new PutResult.PreconditionFailed());
        assertThat(content()).isEqualTo("second");
    }

    @Test
    public void ifMatchFailsWhereNothingIs() throws Exception {
        assertThat(store().put(key, bytes("x"), VIDEO, new Precondition.IfMatch("0".repeat(32))))
                .isEqualTo(new PutResult.PreconditionFailed());
        assertThat(store().head(key)).isEmpty();
    }

    @Test
    public void ofEightThatCreateOneObjectAtOnceOneWins() throws Exception {
        var results = new ArrayList<Future<PutResult>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var mine = bytes("writer " + i);
                Callable<PutResult> write = () -> store().put(key, mine, VIDEO, new Precondition.IfAbsent());
                results.add(threads.submit(write));
            }
        }
        assertThat(results)
                .filteredOn(r -> r.resultNow() instanceof PutResult.Written)
                .hasSize(1);
    }

    @Test
    public void whatWasNeverPutIsNotThere() throws Exception {
        assertThat(store().head(key)).isEmpty();
        assertThat(store().get(key, 100)).isEmpty();
    }

    @Test
    public void deletingTwiceIsTheSameAsOnce() throws Exception {
        written(store().put(key, bytes("x"), VIDEO, new Precondition.IfAbsent()));
        store().delete(key);
        store().delete(key);
        assertThat(store().head(key)).isEmpty();
    }

    @Test
    public void aFileWithOtherBytesThanWereHashedIsNotStored() throws Exception {
        var file = file("clip.mp4", new byte[100]);
        var changed = new Payload.Streamed(file.bytes(), 100, OTHER_HASH);
        assertThat(failure(() -> store().put(key, changed, VIDEO, new Precondition.IfAbsent())))
                .isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(store().head(key)).isEmpty();
    }

    @Test
    public void whatIsPreparedIsNotVisibleBeforeItIsCompleted() throws Exception {
        var file = file("clip.mp4", new byte[300_000]);
        try (var put = store().prepare(key, file, VIDEO, new Precondition.IfAbsent())) {
            assertThat(put.awaitVerified()).isTrue();
            assertThat(store().head(key)).isEmpty();
            put.complete();
            assertThat(put.awaitVerified()).isFalse();
            assertThat(store().head(key).orElseThrow().etag()).isEqualTo(written(put.result()));
        }
    }

    @Test
    public void whatIsGivenUpIsNotStored() throws Exception {
        var file = file("clip.mp4", new byte[300_000]);
        try (var put = store().prepare(key, file, VIDEO, new Precondition.IfAbsent())) {
            assertThat(put.awaitVerified()).isTrue();
        }
        try (var unseen = store().prepare(key, file, VIDEO, new Precondition.IfAbsent())) {
            assertThat(unseen).isNotNull();
        }
        assertThat(store().head(key)).isEmpty();
        written(store().put(key, file, VIDEO, new Precondition.IfAbsent()));
    }

    @Test
    public void whatOthersStoredMeanwhileIsNotOverwritten() throws Exception {
        var file = file("clip.mp4", new byte[300_000]);
        try (var put = store().prepare(key, file, VIDEO, new Precondition.IfAbsent())) {
            assertThat(put.awaitVerified()).isTrue();
            written(store().put(key, bytes("first"), VIDEO, new Precondition.IfAbsent()));
            put.complete();
            assertThat(put.awaitVerified()).isFalse();
            assertThat(put.result()).isEqualTo(new PutResult.PreconditionFailed());
        }
        assertThat(content()).isEqualTo("first");
    }

    @Test
    public void otherBytesThanWereHashedAreNeverHeldBackAsIfTheyWereRight() throws Exception {
        var file = file("clip.mp4", new byte[300_000]);
        var changed = new Payload.Streamed(file.bytes(), file.sizeBytes(), OTHER_HASH);
        try (var put = store().prepare(key, changed, VIDEO, new Precondition.IfAbsent())) {
            assertThat(failure(put::awaitVerified)).isInstanceOf(StoreFailure.BadDigest.class);
        }
        Files.delete(PlainFile.path(file));
        try (var put = store().prepare(key, file, VIDEO, new Precondition.IfAbsent())) {
            assertThat(failure(put::awaitVerified)).isInstanceOf(StoreFailure.SourceUnreadable.class);
        }
        assertThat(store().head(key)).isEmpty();
    }

    @Test
    public void aFileThatVanishedIsAnUnreadableSource() throws Exception {
        var file = file("clip.mp4", new byte[100]);
        Files.delete(PlainFile.path(file));
        assertThat(failure(() -> store().put(key, file, VIDEO, new Precondition.IfAbsent())))
                .isInstanceOf(StoreFailure.SourceUnreadable.class);
    }

    @Test
    public void aFileThatGrewOrShrankIsTheSourcesFault() throws Exception {
        var file = file("clip.mp4", new byte[100]);
        for (long announced : new long[] {99, 101}) {
            var other = new Payload.Streamed(file.bytes(), announced, file.sha256());
            assertThat(failure(() -> store().put(key, other, VIDEO, new Precondition.IfAbsent())))
                    .isInstanceOfAny(StoreFailure.SourceUnreadable.class, StoreFailure.BadDigest.class);
        }
        assertThat(store().head(key)).isEmpty();
    }

    @Test
    public void anObjectThatIsLargerThanAskedForIsRefused() throws Exception {
        written(store().put(key, bytes("12345"), VIDEO, new Precondition.IfAbsent()));
        assertThat(store().get(key, 5)).isPresent();
        assertThat(failure(() -> store().get(key, 4))).isInstanceOf(StoreFailure.Refused.class);
    }
}
