package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.BucketEvent.RequestResult;
import ai.viralclip.worker.bucket.BucketEvent.RetryCause;
import ai.viralclip.worker.bucket.BucketEvent.StoreOperation;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import ai.viralclip.worker.tracing.Spans;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of requests: what the bill will hold, how each ended, and that the store has enough. */
final class RequestWatchIT extends BehindARelay {

    private static final String CLIP = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String DOCUMENT = "users/u1/r1/highlights.json";
    private static final String BODY = "twelve bytes";
    private static final ObjectAttributes TEXT = new ObjectAttributes("text/plain", "private", Map.of());
    private static final Duration BEHIND = Duration.ofHours(1);

    private final List<BucketEvent> events = new CopyOnWriteArrayList<>();

    @Override
    S3Clients open(R2Properties r2) {
        var slow = Clock.offset(Clock.systemUTC(), BEHIND.negated());
        return S3Clients.open(r2, slow, events::add, Spans.none());
    }

    @Test
    void everyRequestByItsOperationWithTheBytesOfItsBodies() throws Exception {
        var store = Stores.store(clients);
        put(CLIP);
        store.head(CLIP);
        store.get(CLIP, 100);
        store.delete(CLIP);
        assertThat(ended())
                .extracting(
                        BucketEvent.RequestEnded::operation,
                        BucketEvent.RequestEnded::result,
                        BucketEvent.RequestEnded::sentBytes,
                        BucketEvent.RequestEnded::receivedBytes)
                .containsExactly(
                        tuple(StoreOperation.PUT_OBJECT, RequestResult.OK, (long) BODY.length(), 0L),
                        tuple(StoreOperation.HEAD_OBJECT, RequestResult.OK, 0L, 0L),
                        tuple(StoreOperation.GET_OBJECT, RequestResult.OK, 0L, (long) BODY.length()),
                        tuple(StoreOperation.DELETE_OBJECT, RequestResult.OK, 0L, 0L));
        assertThat(ended()).allSatisfy(one -> assertThat(one.took()).isPositive());
        assertThat(repeats()).isEmpty();
    }

    @Test
    void everyAttemptCountsAsItDoesOnTheBill() {
        relay.rule(call -> new Relay.Verdict.Answer(500, "InternalError", ""));
        fail(CLIP);
        assertThat(results()).hasSize(RequestTimeouts.ATTEMPTS).containsOnly(RequestResult.FAILED);
        assertThat(repeats()).hasSize(RequestTimeouts.ATTEMPTS - 1).containsOnly(RetryCause.FAILED);
    }

    @Test
    void anAttemptWhoseReplyWasLostEndsOnceAndSoDoesTheOneAfterIt() throws Exception {
        // The same bytes: what the first attempt wrote is what the second one is to match.
        var there = new Precondition.IfMatch(written(put(CLIP, new Precondition.IfAbsent())));
        events.clear();
        relay(new Relay.Verdict.LoseReply(), new Relay.Verdict.Pass());
        written(put(CLIP, there));
        assertThat(results()).containsExactly(RequestResult.NO_ANSWER, RequestResult.OK);
        assertThat(repeats()).containsExactly(RetryCause.NO_ANSWER);
        assertThat(ended().getFirst().sentBytes()).isZero();
    }

    @Test
    void theLastAttemptWithoutAReplyEndsWithTheCall() {
        relay.rule(call -> new Relay.Verdict.LoseReply());
        fail(CLIP);
        assertThat(results()).hasSize(RequestTimeouts.ATTEMPTS).containsOnly(RequestResult.NO_ANSWER);
    }

    /** With TLS: without it, the SDK reads all bytes to sign them before it sends any. */
    @Test
    void whatTheWorkerItselfGivesUpEndsOnceToo() throws Exception {
        var path = Files.writeString(directory.resolve("clip.mp4"), BODY);
        var file = PlainFile.of(path, BODY.length(), Wire.sha256(ByteBuffer.wrap(BODY.getBytes(UTF_8))));
        try (var certified = Stores.start(directory.resolve("certified"), true);
                var others = S3Clients.open(
                        Stores.at(certified.endpoint()),
                        Stores.trusting(certified),
                        InstantSource.system(),
                        events::add,
                        Spans.none());
                var put = Stores.store(others).prepare(CLIP, file, TEXT, new Precondition.IfAbsent())) {
            assertThat(put.awaitVerified()).isTrue();
        }
        assertThat(results()).containsExactly(RequestResult.NO_ANSWER);
        assertThat(repeats()).isEmpty();
    }

    @Test
    void aRepeatIsTheDoingOfWhatTheAttemptBeforeItMet() throws Exception {
        relay(
                new Relay.Verdict.Answer(503, "SlowDown", ""),
                new Relay.Verdict.Answer(500, "InternalError", ""),
                new Relay.Verdict.Pass());
        put(CLIP);
        assertThat(results()).containsExactly(RequestResult.THROTTLED, RequestResult.FAILED, RequestResult.OK);
        assertThat(repeats()).containsExactly(RetryCause.THROTTLED, RetryCause.FAILED);
    }

    @Test
    void whatIsNotThereAndWhatWasNotToBeChangedEndOnce() throws Exception {
        assertThat(Stores.store(clients).head(CLIP)).isEmpty();
        put(CLIP);
        assertThat(put(CLIP, new Precondition.IfAbsent())).isEqualTo(new PutResult.PreconditionFailed());
        assertThat(results())
                .containsExactly(RequestResult.NOT_FOUND, RequestResult.OK, RequestResult.PRECONDITION_FAILED);
        assertThat(repeats()).isEmpty();
    }

    @Test
    void aStoreThatHasEnoughIsToldAttemptByAttempt() {
        for (int status : new int[] {429, 503}) {
            events.clear();
            relay.rule(call -> new Relay.Verdict.Answer(status, "SlowDown", ""));
            fail(CLIP);
            assertThat(events)
                    .filteredOn(new BucketEvent.Throttled(CLIP)::equals)
                    .as("%d", status)
                    .hasSize(RequestTimeouts.ATTEMPTS);
        }
    }

    @Test
    void whatTheStoreTakesOfOneDocumentIsNoReasonToSendFewerClips() {
        relay.rule(call -> new Relay.Verdict.Answer(429, "TooManyRequests", ""));
        fail(DOCUMENT);
        assertThat(events).doesNotHaveAnyElementsOfTypes(BucketEvent.Throttled.class);
    }

    @Test
    void theStoresClockIsReadOffItsAnswers() {
        // Of an answer that took long nothing is read.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            put(CLIP);
            assertThat(of(BucketEvent.ClockRead.class)).hasSize(1);
        });
        assertThat(of(BucketEvent.ClockRead.class).findFirst().orElseThrow().ahead())
                .isBetween(BEHIND.minusSeconds(2), BEHIND.plusSeconds(2));
    }

    /** One verdict after another. */
    private void relay(Relay.Verdict... verdicts) {
        Iterator<Relay.Verdict> next = List.of(verdicts).iterator();
        relay.rule(call -> next.next());
    }

    private List<BucketEvent.RequestEnded> ended() {
        return of(BucketEvent.RequestEnded.class).toList();
    }

    private List<RequestResult> results() {
        return ended().stream().map(BucketEvent.RequestEnded::result).toList();
    }

    private List<RetryCause> repeats() {
        return of(BucketEvent.Repeated.class).map(BucketEvent.Repeated::cause).toList();
    }

    private <E extends BucketEvent> Stream<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    private void fail(String key) {
        assertThat(catchThrowableOfType(StoreException.class, () -> put(key))).isNotNull();
    }

    private void put(String key) throws StoreException {
        put(key, new Precondition.IfAbsent());
    }

    private PutResult put(String key, Precondition precondition) throws StoreException {
        var bytes = new Payload.Bytes(ByteBuffer.wrap(BODY.getBytes(UTF_8)));
        return Stores.store(clients).put(key, bytes, TEXT, precondition);
    }
}
