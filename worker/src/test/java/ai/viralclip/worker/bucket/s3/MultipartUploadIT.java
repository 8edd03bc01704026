package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.bytes;
import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static ai.viralclip.worker.bucket.StoreUnderTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts of 5 MiB against a real S3 server behind a relay that misbehaves on request. */
final class MultipartUploadIT extends BehindARelay {

    private static final int SIZE = 12 * 1024 * 1024;

    private final String key = "users/u1/r1/clips/clip_" + UUID.randomUUID() + "_1.mp4";
    private ObjectStore store;
    private Payload.Streamed file;
    private ObjectAttributes attributes;

    @BeforeEach
    void writeFile() throws Exception {
        store = Stores.store(clients);
        var content = new byte[SIZE];
        new Random(7).nextBytes(content);
        var path = Files.write(directory.resolve("clip.mp4"), content);
        file = PlainFile.of(path, SIZE, Wire.sha256(ByteBuffer.wrap(content)));
        attributes = new ObjectAttributes(
                "video/mp4", "private", Map.of("sha256", file.sha256().hex()));
    }

    @Test
    void aLargeFileArrivesInPartsAsItWas() throws Exception {
        var etag = written(store.put(key, file, attributes, new Precondition.IfAbsent()));
        assertThat(store.head(key).map(StoredObject::etag)).contains(etag);
        assertThat(store.head(key).map(StoredObject::sizeBytes)).contains((long) SIZE);
        assertThat(store.head(key).map(StoredObject::contentType)).contains("video/mp4");
        assertThat(store.head(key).map(StoredObject::metadata)).contains(attributes.metadata());
        assertThat(Wire.sha256(store.get(key, SIZE).orElseThrow().bytes())).isEqualTo(file.sha256());
        assertThat(relay.calls())
                .filteredOn(c -> c.uri().toString().contains("partNumber="))
                .hasSize(3);
        assertThat(openUploads()).isZero();
    }

    @Test
    void thePreconditionHoldsForTheWholeFile() throws Exception {
        var etag = written(store.put(key, bytes("first"), attributes, new Precondition.IfAbsent()));
        assertThat(store.put(key, file, attributes, new Precondition.IfAbsent()))
                .isEqualTo(new PutResult.PreconditionFailed());
        assertThat(store.put(key, file, attributes, new Precondition.IfMatch("0".repeat(32))))
                .isEqualTo(new PutResult.PreconditionFailed());
        assertThat(store.head(key).orElseThrow().etag()).isEqualTo(etag);
        written(store.put(key, file, attributes, new Precondition.IfMatch(etag)));
        assertThat(openUploads()).isZero();
    }

    @Test
    void whatIsHeldBackIsWhatPutsThePartsTogether() throws Exception {
        try (var put = store.prepare(key, file, attributes, new Precondition.IfAbsent())) {
            assertThat(put.awaitVerified()).isTrue();
            assertThat(relay.calls()).noneMatch(MultipartUploadIT::isComplete);
            assertThat(store.head(key)).isEmpty();
            put.complete();
            assertThat(put.awaitVerified()).isFalse();
            assertThat(store.head(key).orElseThrow().etag()).isEqualTo(written(put.result()));
        }
        assertThat(openUploads()).isZero();
    }

    @Test
    void anUploadThatIsGivenUpOnceAllPartsAreSentLeavesNothing() throws Exception {
        try (var put = store.prepare(key, file, attributes, new Precondition.IfAbsent())) {
            assertThat(put.awaitVerified()).isTrue();
        }
        assertThat(relay.calls()).noneMatch(MultipartUploadIT::isComplete);
        assertThat(store.head(key)).isEmpty();
        assertThat(openUploads()).isZero();
    }

    @Test
    void aPartThatFailsOnceIsSentAgainAlone() throws Exception {
        var failed = new AtomicInteger();
        relay.rule(call -> isPart(call, 2) && failed.getAndIncrement() == 0
                ? new Relay.Verdict.Answer(522, "", "")
                : new Relay.Verdict.Pass());
        written(store.put(key, file, attributes, new Precondition.IfAbsent()));
        assertThat(relay.calls()).filteredOn(c -> isPart(c, 1)).hasSize(1);
        assertThat(relay.calls()).filteredOn(c -> isPart(c, 2)).hasSize(2);
    }

    @Test
    void aPartThatFailsForGoodEndsTheUploadAndLeavesNothing() throws Exception {
        relay.rule(call -> isPart(call, 2)
                ? new Relay.Verdict.Answer(503, "ServiceUnavailable", "Reduce your concurrent request rate for it")
                : new Relay.Verdict.Pass());
        assertThat(failure(() -> store.put(key, file, attributes, new Precondition.IfAbsent())))
                .isEqualTo(new StoreFailure.Unavailable("put part 2 of " + key + ": 503 ServiceUnavailable", true));
        assertThat(store.head(key)).isEmpty();
        assertThat(openUploads()).isZero();
    }

    @Test
    void aLostReplyToTheLastStepIsSettledByLooking() throws Exception {
        var lost = new AtomicInteger();
        relay.rule(call -> isComplete(call) && lost.getAndIncrement() == 0
                ? new Relay.Verdict.LoseReply()
                : new Relay.Verdict.Pass());
        var etag = written(store.put(key, file, attributes, new Precondition.IfAbsent()));
        assertThat(store.head(key).orElseThrow().etag()).isEqualTo(etag);
        assertThat(lost.get()).isGreaterThanOrEqualTo(2);
    }

    /** As R2 does, which knows an upload no more once it is completed. */
    @Test
    void anUploadThatIsGoneAfterALostReplyIsSettledByLooking() throws Exception {
        var lost = new AtomicInteger();
        relay.rule(call -> !isComplete(call)
                ? new Relay.Verdict.Pass()
                : lost.getAndIncrement() == 0
                        ? new Relay.Verdict.LoseReply()
                        : new Relay.Verdict.Answer(404, "NoSuchUpload", ""));
        written(store.put(key, file, attributes, new Precondition.IfAbsent()));
        assertThat(lost).hasValue(2);
    }

    @Test
    void aLastStepThatIsNeverAnsweredIsSettledByLooking() throws Exception {
        relay.rule(call -> isComplete(call) ? new Relay.Verdict.LoseReply() : new Relay.Verdict.Pass());
        written(store.put(key, file, attributes, new Precondition.IfAbsent()));
    }

    @Test
    void aLastStepWithoutEffectIsUnavailableThoughAnotherIsThere() throws Exception {
        var another = written(store.put(key, bytes("another"), attributes, new Precondition.IfAbsent()));
        relay.rule(call ->
                isComplete(call) ? new Relay.Verdict.Answer(500, "InternalError", "") : new Relay.Verdict.Pass());
        assertThat(failure(() -> store.put(key, file, attributes, new Precondition.IfMatch(another))))
                .isEqualTo(new StoreFailure.Unavailable("put " + key + ": 500 InternalError", false));
        assertThat(openUploads()).isZero();
    }

    @Test
    void aFileThatIsNotTheAnnouncedOneIsNeverPutTogether() throws Exception {
        var other = new Payload.Streamed(file.bytes(), SIZE, new Sha256("0".repeat(64)));
        assertThat(failure(() -> store.put(key, other, attributes, new Precondition.IfAbsent())))
                .isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(relay.calls()).noneMatch(MultipartUploadIT::isComplete);
        assertThat(openUploads()).isZero();
    }

    @Test
    void aFileThatChangesWhileItIsSentIsRefusedByThePartsChecksum() throws Exception {
        relay.rule(call -> {
            overwrite();
            return new Relay.Verdict.Pass();
        });
        assertThat(failure(() -> store.put(key, file, attributes, new Precondition.IfAbsent())))
                .isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(store.head(key)).isEmpty();
        assertThat(openUploads()).isZero();
    }

    /** Same size, other bytes. */
    private void overwrite() {
        try (var out = FileChannel.open(PlainFile.path(file), StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(new byte[SIZE]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPart(Relay.Call call, int number) {
        return call.uri().toString().contains("partNumber=" + number);
    }

    private static boolean isComplete(Relay.Call call) {
        return call.method().equals("POST") && call.uri().toString().contains("uploadId=");
    }

    private int openUploads() {
        return clients.signed()
                .listMultipartUploads(r -> r.bucket(Stores.BUCKET))
                .uploads()
                .size();
    }
}
