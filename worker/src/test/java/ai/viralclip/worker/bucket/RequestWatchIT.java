package ai.viralclip.worker.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.tracing.Spans;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of requests: what the bill will hold, and that the store has enough. */
final class RequestWatchIT {

    private static final String CLIP = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String DOCUMENT = "users/u1/r1/highlights.json";

    @TempDir
    private Path directory;

    private final List<BucketEvent> events = new CopyOnWriteArrayList<>();
    private LocalStore server;
    private Relay relay;
    private S3Clients clients;

    @BeforeEach
    void start() throws Exception {
        server = Stores.start(directory, false);
        relay = new Relay(server);
        clients = S3Clients.open(Stores.at(relay.endpoint()), events::add, Spans.none());
    }

    @AfterEach
    void stop() {
        clients.close();
        relay.close();
        server.close();
    }

    @Test
    void everyRequestByItsOperation() throws Exception {
        var store = Stores.store(clients);
        put(CLIP);
        store.head(CLIP);
        store.get(CLIP, 100);
        store.delete(CLIP);
        assertThat(events)
                .containsExactly(
                        requested(StoreOperation.PUT_OBJECT),
                        requested(StoreOperation.HEAD_OBJECT),
                        requested(StoreOperation.GET_OBJECT),
                        requested(StoreOperation.DELETE_OBJECT));
    }

    @Test
    void everyAttemptCountsAsItDoesOnTheBill() {
        relay.rule(call -> new Relay.Verdict.Answer(500, "InternalError", ""));
        fail(CLIP);
        assertThat(events).hasSize(S3Clients.ATTEMPTS).containsOnly(requested(StoreOperation.PUT_OBJECT));
    }

    @Test
    void aStoreThatHasEnoughIsToldAttemptByAttempt() {
        for (int status : new int[] {429, 503}) {
            events.clear();
            relay.rule(call -> new Relay.Verdict.Answer(status, "SlowDown", ""));
            fail(CLIP);
            assertThat(events)
                    .filteredOn(new BucketEvent.Throttled()::equals)
                    .as("%d", status)
                    .hasSize(S3Clients.ATTEMPTS);
        }
    }

    @Test
    void whatTheStoreTakesOfOneDocumentIsNoReasonToSendFewerClips() {
        relay.rule(call -> new Relay.Verdict.Answer(429, "TooManyRequests", ""));
        fail(DOCUMENT);
        assertThat(events).doesNotContain(new BucketEvent.Throttled());
    }

    private static BucketEvent requested(StoreOperation operation) {
        return new BucketEvent.Requested(operation);
    }

    private void fail(String key) {
        assertThat(catchThrowableOfType(StoreException.class, () -> put(key))).isNotNull();
    }

    private void put(String key) throws StoreException {
        var bytes = new Payload.Bytes(ByteBuffer.wrap("x".getBytes(UTF_8)));
        Stores.store(clients)
                .put(key, bytes, new ObjectAttributes("text/plain", "private", Map.of()), new Precondition.Always());
    }
}
