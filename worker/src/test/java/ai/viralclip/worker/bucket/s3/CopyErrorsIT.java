package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.VIDEO;
import static ai.viralclip.worker.bucket.StoreUnderTest.bytes;
import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static ai.viralclip.worker.bucket.StoreUnderTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both steps that make a copy visible may answer 200 before they are done, and say in the body that they failed. */
final class CopyErrorsIT extends BehindARelay {

    private static final String SOURCE = "in/clip.mp4";
    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String TEXT = "a video, so to speak";

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger proofs = new AtomicInteger();
    private ObjectStore store;
    private Payload.Copied media;

    @BeforeEach
    void putSource() throws Exception {
        store = Stores.store(clients);
        String etag = written(store.put(SOURCE, bytes(TEXT), VIDEO, new Precondition.IfAbsent()));
        media = new Payload.Copied(
                Stores.BUCKET,
                SOURCE,
                etag,
                TEXT.length(),
                Wire.sha256(bytes(TEXT).content()));
    }

    @Test
    void aCopyThatFailsInItsBodyIsAskedForAgain() throws Exception {
        failInTheBody(CopyErrorsIT::isCopy, 1, "InternalError", true);

        written(store.put(KEY, media, VIDEO, new Precondition.IfAbsent()));

        assertThat(asked).hasValue(2);
        assertThat(store.head(KEY).map(StoredObject::sizeBytes)).contains((long) TEXT.length());
    }

    @Test
    void aCopyThatGoesOnFailingInItsBodyIsAFailureForLater() throws Exception {
        failInTheBody(CopyErrorsIT::isCopy, Integer.MAX_VALUE, "InternalError", true);

        assertThat(put()).isEqualTo(unavailable("copy " + KEY + ": 200 InternalError", false));
        assertThat(asked).hasValue(RequestTimeouts.ATTEMPTS);
        assertThat(store.head(KEY)).isEmpty();
    }

    @Test
    void aCopyThatIsToSlowDownInItsBodyIsThrottled() {
        failInTheBody(CopyErrorsIT::isCopy, Integer.MAX_VALUE, "SlowDown", true);

        assertThat(put())
                .isInstanceOfSatisfying(
                        StoreFailure.Unavailable.class,
                        away -> assertThat(away.throttled()).isTrue());
    }

    @Test
    void aCompleteThatFailsInItsBodyIsAskedForAgain() throws Exception {
        failInTheBody(CopyErrorsIT::isComplete, 1, "InternalError", false);

        written(store.put(KEY, media, VIDEO, new Precondition.IfAbsent()));

        assertThat(asked).hasValue(2);
        assertThat(store.head(KEY).map(StoredObject::metadata)).contains(VIDEO.metadata());
    }

    @Test
    void aCompleteThatGoesOnFailingInItsBodyLeavesNothing() throws Exception {
        failInTheBody(CopyErrorsIT::isComplete, Integer.MAX_VALUE, "InternalError", false);

        assertThat(put()).isEqualTo(unavailable("put " + KEY + ": 200 InternalError", false));
        assertThat(asked).hasValue(RequestTimeouts.ATTEMPTS);
        assertThat(store.head(KEY)).isEmpty();
        assertThat(store.uploads("", Optional.empty()).items()).isEmpty();
    }

    @Test
    void afterSuchAFailureTheNextCopyIsMadeAsIfItWereTheFirst() throws Exception {
        failInTheBody(CopyErrorsIT::isComplete, RequestTimeouts.ATTEMPTS, "InternalError", false);

        assertThat(put()).isInstanceOf(StoreFailure.Unavailable.class);
        written(store.put(KEY, media, VIDEO, new Precondition.IfAbsent()));
    }

    private StoreFailure put() {
        return failure(() -> store.put(KEY, media, VIDEO, new Precondition.IfAbsent()));
    }

    private static StoreFailure unavailable(String detail, boolean throttled) {
        return new StoreFailure.Unavailable(detail, throttled);
    }

    /**
     * @param holdConditions the copies of this store have conditions, as the proof is to find: one request is enough
     */
    private void failInTheBody(Predicate<Relay.Call> step, int times, String code, boolean holdConditions) {
        relay.rule(call -> {
            if (isOfProof(call) && proofs.getAndIncrement() > 0) {
                return holdConditions
                        ? new Relay.Verdict.Answer(412, "PreconditionFailed", "")
                        : new Relay.Verdict.DropConditions();
            }
            return step.test(call) && asked.incrementAndGet() <= times
                    ? new Relay.Verdict.Say("<Error><Code>" + code + "</Code><Message>later</Message></Error>")
                    : new Relay.Verdict.Pass();
        });
    }

    /** The first put to the proof's key is no copy. */
    private static boolean isOfProof(Relay.Call call) {
        return call.method().equals("PUT") && call.uri().getPath().contains("/probe/");
    }

    private static boolean isCopy(Relay.Call call) {
        return call.method().equals("PUT") && call.uri().getPath().endsWith(KEY);
    }

    private static boolean isComplete(Relay.Call call) {
        return call.method().equals("POST")
                && String.valueOf(call.uri().getQuery()).contains("uploadId=");
    }
}
