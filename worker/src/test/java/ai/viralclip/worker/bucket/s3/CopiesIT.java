package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.VIDEO;
import static ai.viralclip.worker.bucket.StoreUnderTest.bytes;
import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static ai.viralclip.worker.bucket.StoreUnderTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies within a store, whatever that store makes of conditions. */
final class CopiesIT extends BehindARelay {

    private static final String SOURCE = "in/clip.mp4";
    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String TEXT = "a video, so to speak";

    private static final Relay.Verdict REFUSED = new Relay.Verdict.Answer(412, "PreconditionFailed", "");
    private static final Relay.Verdict BROKEN =
            new Relay.Verdict.Say("<Error><Code>InternalError</Code><Message>later</Message></Error>");

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
    void aStoreThatHoldsConditionsIsAskedOnceForEachCopy() throws Exception {
        holdConditions(_ -> new Relay.Verdict.Pass());

        written(copy(new Precondition.IfAbsent()));

        assertThat(parts()).isZero();
        assertThat(store.head(KEY).map(StoredObject::metadata)).contains(VIDEO.metadata());
        assertThat(store.head(KEY).map(StoredObject::contentType)).contains("video/mp4");
    }

    @Test
    void whatIsThereIsToldFromASourceThatChanged() throws Exception {
        holdConditions(_ -> REFUSED);
        assertThat(copy(new Precondition.IfAbsent())).isInstanceOf(PutResult.PreconditionFailed.class);

        store.put(SOURCE, bytes("another"), VIDEO, new Precondition.IfMatch(media.etag()));
        assertThat(failure(() -> copy(new Precondition.IfAbsent()))).isInstanceOf(StoreFailure.BadDigest.class);

        store.delete(SOURCE);
        assertThat(failure(() -> copy(new Precondition.IfAbsent()))).isInstanceOf(StoreFailure.SourceUnreadable.class);
    }

    @Test
    void aStoreThatIgnoresThemIsCopiedToInParts() throws Exception {
        ignoreConditionsOfCopies();

        written(copy(new Precondition.IfAbsent()));

        assertThat(parts()).isEqualTo(1);
        assertThat(store.head(KEY).map(StoredObject::metadata)).contains(VIDEO.metadata());
        assertThat(copy(new Precondition.IfAbsent())).isInstanceOf(PutResult.PreconditionFailed.class);
        assertThat(store.uploads("", Optional.empty()).items()).isEmpty();
    }

    @Test
    void theProofIsMadeOnceAndLeavesNothing() throws Exception {
        written(copy(new Precondition.IfAbsent()));
        copy(new Precondition.IfAbsent());

        assertThat(relay.calls())
                .filteredOn(call -> call.uri().getPath().contains("/probe/")
                        && call.method().equals("DELETE"))
                .hasSize(1);
        assertThat(store.list("probe/", Optional.empty(), 10).items()).isEmpty();
    }

    @Test
    void anErrorInsideAnAnswerOf200IsNoCopy() throws Exception {
        holdConditions(_ -> BROKEN);
        assertThat(failure(() -> copy(new Precondition.IfAbsent()))).isInstanceOf(StoreFailure.Unavailable.class);
        assertThat(parts()).isZero();
        assertThat(store.head(KEY)).isEmpty();
    }

    @Test
    void anErrorInsideAnAnswerOf200IsNoPart() throws Exception {
        relay.rule(call -> isCopy(call) ? BROKEN : new Relay.Verdict.Pass());
        assertThat(failure(() -> copy(new Precondition.IfAbsent()))).isInstanceOf(StoreFailure.Unavailable.class);
        assertThat(store.head(KEY)).isEmpty();
        assertThat(store.uploads("", Optional.empty()).items()).isEmpty();
    }

    /** The client asks again by itself, and meets what it copied. */
    @Test
    void aCopyWhoseReplyIsLostIsFoundByWhoeverLooks() throws Exception {
        var asked = new AtomicInteger();
        holdConditions(_ -> asked.getAndIncrement() == 0 ? new Relay.Verdict.LoseReply() : REFUSED);

        assertThat(copy(new Precondition.IfAbsent())).isInstanceOf(PutResult.PreconditionFailed.class);
        assertThat(store.head(KEY).map(StoredObject::sizeBytes)).contains((long) TEXT.length());
    }

    /** As R2: there the source is looked at once its parts are copied. */
    @Test
    void partsWithoutSourceConditionsAreCopiedAllTheSame() throws Exception {
        var parts = new AtomicInteger();
        var puts = new AtomicInteger();
        relay.rule(call -> isPart(call) && parts.getAndIncrement() == 0
                ? new Relay.Verdict.Answer(501, "NotImplemented", "")
                : unconditional(call, puts));

        written(copy(new Precondition.IfAbsent()));

        assertThat(parts()).isEqualTo(2);
    }

    @Test
    void aSourceThatChangesWhileItsPartsAreCopiedIsNotPutTogether() throws Exception {
        ignoreConditionsOfCopies();
        var other = new Payload.Copied(media.bucket(), SOURCE, "0".repeat(32), TEXT.length(), media.sha256());

        assertThat(failure(() -> store.put(KEY, other, VIDEO, new Precondition.IfAbsent())))
                .isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(store.head(KEY)).isEmpty();
        assertThat(store.uploads("", Optional.empty()).items()).isEmpty();
    }

    /** As a store that proves to: this one does not by itself. */
    private void holdConditions(Function<Relay.Call, Relay.Verdict> copies) {
        var puts = new AtomicInteger();
        relay.rule(call -> {
            if (isOfProof(call) && puts.getAndIncrement() > 0) {
                return REFUSED;
            }
            return isCopy(call) ? copies.apply(call) : new Relay.Verdict.Pass();
        });
    }

    private PutResult copy(Precondition precondition) throws Exception {
        return store.put(KEY, media, VIDEO, precondition);
    }

    private void ignoreConditionsOfCopies() {
        var puts = new AtomicInteger();
        relay.rule(call -> unconditional(call, puts));
    }

    /** The first put to the proof's key is no copy. */
    private static Relay.Verdict unconditional(Relay.Call call, AtomicInteger puts) {
        return isOfProof(call) && puts.getAndIncrement() > 0
                ? new Relay.Verdict.DropConditions()
                : new Relay.Verdict.Pass();
    }

    private static boolean isOfProof(Relay.Call call) {
        return call.method().equals("PUT") && call.uri().getPath().contains("/probe/");
    }

    private static boolean isCopy(Relay.Call call) {
        return call.method().equals("PUT") && call.uri().getPath().endsWith(KEY);
    }

    private static boolean isPart(Relay.Call call) {
        return String.valueOf(call.uri().getQuery()).contains("partNumber=");
    }

    private long parts() {
        return relay.calls().stream().filter(CopiesIT::isPart).count();
    }
}
