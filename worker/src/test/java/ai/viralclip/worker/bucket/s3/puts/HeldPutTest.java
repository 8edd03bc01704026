package ai.viralclip.worker.bucket.s3.puts;

import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.HeldBack;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of the request, and the one that waits for it. */
@Timeout(60)
final class HeldPutTest {

    private static final PutResult WRITTEN = new PutResult.Written("etag");

    /** By both threads, in the order in which it happened. */
    private final List<String> happened = new CopyOnWriteArrayList<>();

    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void theLastBytesWaitUntilItIsCompleted() throws Exception {
        try (var put = start(hold -> {
            hold.run();
            happened.add("last bytes");
            return WRITTEN;
        })) {
            assertThat(put.awaitVerified()).isTrue();
            happened.add("thumbnail");
            put.complete();
            assertThat(put.awaitVerified()).isFalse();
            assertThat(put.result()).isEqualTo(WRITTEN);
        }
        assertThat(happened).containsExactly("thumbnail", "last bytes");
        assertThat(closed).hasValue(1);
    }

    /** The client sends everything again by itself. */
    @Test
    void whatIsSentAgainIsHeldBackAgain() throws Exception {
        var held = new ArrayList<Boolean>();
        try (var put = start(hold -> {
            hold.run();
            hold.run();
            return WRITTEN;
        })) {
            for (boolean waits = put.awaitVerified(); waits; waits = put.awaitVerified()) {
                held.add(waits);
                put.complete();
            }
            assertThat(put.result()).isEqualTo(WRITTEN);
        }
        assertThat(held).hasSize(2);
    }

    @Test
    void anAnswerThatComesEarlyIsNotTakenForAProof() throws Exception {
        try (var put = start(hold -> new PutResult.PreconditionFailed())) {
            assertThat(put.awaitVerified()).isFalse();
            assertThat(put.result()).isEqualTo(new PutResult.PreconditionFailed());
        }
    }

    @Test
    void whatEndsTheRequestIsToldToTheOneThatWaits() {
        var denied = new StoreException(new StoreFailure.Denied("no"));
        try (var put = start(hold -> {
            throw denied;
        })) {
            assertThatThrownBy(put::awaitVerified).isSameAs(denied);
            assertThatThrownBy(put::result).isSameAs(denied);
        }
    }

    @Test
    void whatEndsItOnceItWasCompletedToo() throws Exception {
        var lost = new StoreException(new StoreFailure.Unavailable("lost", false));
        try (var put = start(hold -> {
            hold.run();
            throw lost;
        })) {
            assertThat(put.awaitVerified()).isTrue();
            put.complete();
            assertThatThrownBy(put::awaitVerified).isSameAs(lost);
        }
    }

    @Test
    void aDefectIsToldAsWhatItIs() {
        var defect = new IndexOutOfBoundsException();
        try (var put = start(hold -> {
            throw defect;
        })) {
            assertThatThrownBy(put::awaitVerified).isSameAs(defect);
        }
    }

    /** By word and not by an interrupt, which the client would take for its own time-out. */
    @Test
    void aPutThatIsHeldBackAndGivenUpEndsByWord() throws Exception {
        try (var put = start(hold -> {
            try {
                hold.run();
            } catch (HeldBack e) {
                happened.add("given up, interrupted: " + Thread.currentThread().isInterrupted());
                throw e;
            }
            return WRITTEN;
        })) {
            assertThat(put.awaitVerified()).isTrue();
        }
        assertThat(happened).containsExactly("given up, interrupted: false");
        assertThat(closed).hasValue(1);
    }

    @Test
    void onePutThatIsStillSentIsInterruptedAndOnReturnNothingMoves() throws Exception {
        var sending = new CountDownLatch(1);
        try (var put = start(hold -> {
            sending.countDown();
            awaitAnInterrupt();
            happened.add("ended");
            return WRITTEN;
        })) {
            assertThat(put).isNotNull();
            sending.await();
        }
        assertThat(happened).containsExactly("ended");
    }

    /** As the client does where an attempt took too long: the next one is held back as the first was. */
    @Test
    void anAttemptThatIsCutShortWhileItIsHeldBackEndsAndKnowsWhy() throws Exception {
        var threads = new CopyOnWriteArrayList<Thread>();
        try (var put = start(hold -> {
            threads.add(Thread.currentThread());
            assertThatThrownBy(hold::run).isInstanceOf(HeldBack.class);
            happened.add("interrupted: " + Thread.interrupted());
            hold.run();
            return WRITTEN;
        })) {
            assertThat(put.awaitVerified()).isTrue();
            threads.getFirst().interrupt();
            await().until(() -> !happened.isEmpty());
            while (put.awaitVerified()) {
                put.complete();
            }
            assertThat(put.result()).isEqualTo(WRITTEN);
        }
        assertThat(happened).containsExactly("interrupted: true");
    }

    @Test
    void aCallerThatIsInterruptedIsToldAndStaysSoAndThePutEnds() {
        try (var put = start(hold -> {
            awaitAnInterrupt();
            happened.add("ended");
            return WRITTEN;
        })) {
            Thread.currentThread().interrupt();
            assertThat(failure(put::awaitVerified)).isInstanceOf(StoreFailure.Unavailable.class);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(happened).containsExactly("ended");
    }

    @Test
    void whatIsNotOverHasNoResult() throws Exception {
        try (var put = start(hold -> {
            hold.run();
            return WRITTEN;
        })) {
            assertThat(put.awaitVerified()).isTrue();
            assertThatIllegalStateException().isThrownBy(put::result);
        }
    }

    @Test
    void theRequestBelongsToTheTraceOfItsCaller() throws Exception {
        ContextKey<String> key = ContextKey.named("trace");
        try (Scope _ = Context.current().with(key, "of the clip").makeCurrent();
                var put = start(hold ->
                        new PutResult.Written(String.valueOf(Context.current().get(key))))) {
            assertThat(put.awaitVerified()).isFalse();
            assertThat(put.result()).isEqualTo(new PutResult.Written("of the clip"));
        }
    }

    private HeldPut start(HeldPut.Request request) {
        return HeldPut.start("a/key", request, closed::incrementAndGet);
    }

    private static void awaitAnInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
