package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.bucket.http.RawStore;
import ai.viralclip.worker.bucket.http.RawStore.Reply;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import ai.viralclip.worker.local.LocalCertificate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Refusals that come in another way than by a whole answer to a whole request. */
final class RefusalsOnTheWireTest {

    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";
    private static final ObjectAttributes VIDEO = new ObjectAttributes("video/mp4", "private", Map.of());

    @TempDir
    private Path directory;

    /** Larger than what the network holds for a server that does not read. */
    @ParameterizedTest
    @CsvSource({
        "413, EntityTooLarge, Refused",
        "413, '', Refused",
        "403, AccessDenied, Doubtful",
        "403, SignatureDoesNotMatch, Denied",
        "400, ExpiredToken, Denied",
        "507, '', Denied",
        "429, TooManyRequests, Unavailable",
        "500, InternalError, Unavailable"
    })
    @Timeout(60)
    void anAnswerThatComesBeforeTheBodyIsReadIsHeard(int status, String code, String expected) throws Exception {
        var body = code.isEmpty() ? "" : "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
        for (boolean tls : new boolean[] {true, false}) {
            assertThat(putTo(tls, new Reply.SayEarly(RawStore.response(status, "application/xml", body)))
                            .getClass()
                            .getSimpleName())
                    .as("tls: %s", tls)
                    .isEqualTo(expected);
        }
    }

    /** Before its last bytes are held back: what must have happened before the object is visible does not happen. */
    @ParameterizedTest
    @CsvSource({"412, PreconditionFailed, ''", "413, EntityTooLarge, Refused", "500, InternalError, Unavailable"})
    @Timeout(60)
    void anEarlyAnswerEndsAPreparedPutBeforeItIsHeldBack(int status, String code, String failure) throws Exception {
        var body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
        var answer = new Reply.SayEarly(RawStore.response(status, "application/xml", body));
        var certificate = LocalCertificate.in(directory.resolve("tls"));
        try (var store = new RawStore(certificate.serverContext().getServerSocketFactory(), "https", head -> answer);
                var clients = Stores.open(Stores.at(store.endpoint()), certificate.clientContext());
                var put = wholeFiles(clients).prepare(KEY, large(), VIDEO, new Precondition.IfAbsent())) {
            if (failure.isEmpty()) {
                assertThat(put.awaitVerified()).isFalse();
                assertThat(put.result()).isEqualTo(new PutResult.PreconditionFailed());
            } else {
                assertThat(failure(put::awaitVerified).getClass().getSimpleName())
                        .isEqualTo(failure);
            }
        }
    }

    @Test
    @Timeout(60)
    void aConnectionThatIsClosedWithoutAWordIsUnavailable() throws Exception {
        assertThat(putTo(true, new Reply.SayEarly(""))).isInstanceOf(StoreFailure.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"503, 3600", "429, 3600", "500, 86400", "503, 3"})
    void aLongWaitIsNotSleptThroughWithAConnectionInHand(int status, int seconds) throws Exception {
        var answer = RawStore.response(status, "application/xml", "<Error><Code>SlowDown</Code></Error>")
                .replace("\r\n\r\n", "\r\nRetry-After: " + seconds + "\r\n\r\n");
        try (var store = new RawStore(head -> new Reply.Say(answer));
                var clients = Stores.open(Stores.at(store.endpoint()))) {
            long began = System.nanoTime();
            assertThat(failure(() -> Stores.store(clients).head(KEY)))
                    .isInstanceOf(StoreFailure.Unavailable.class)
                    .satisfies(failure -> assertThat(failure.detail()).contains(String.valueOf(status)));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(store.heads()).hasSize(1);
        }
    }

    @Test
    void aShortWaitThatTheStoreAsksForIsWaited() throws Exception {
        var answer = RawStore.response(503, "application/xml", "<Error><Code>SlowDown</Code></Error>")
                .replace("\r\n\r\n", "\r\nRetry-After: 1\r\n\r\n");
        try (var store = new RawStore(head -> new Reply.Say(answer));
                var clients = Stores.open(Stores.at(store.endpoint()))) {
            assertThat(failure(() -> Stores.store(clients).head(KEY))).isInstanceOf(StoreFailure.Unavailable.class);
            assertThat(store.heads()).hasSize(RequestTimeouts.ATTEMPTS);
        }
    }

    private StoreFailure putTo(boolean tls, Reply reply) throws Exception {
        var file = large();
        if (!tls) {
            try (var store = new RawStore(head -> reply);
                    var clients = Stores.open(Stores.at(store.endpoint()))) {
                return failure(() -> wholeFiles(clients).put(KEY, file, VIDEO, new Precondition.IfAbsent()));
            }
        }
        var certificate = LocalCertificate.in(directory.resolve("tls"));
        try (var store = new RawStore(certificate.serverContext().getServerSocketFactory(), "https", head -> reply);
                var clients = Stores.open(Stores.at(store.endpoint()), certificate.clientContext())) {
            return failure(() -> wholeFiles(clients).put(KEY, file, VIDEO, new Precondition.IfAbsent()));
        }
    }

    private static ObjectStore wholeFiles(S3Clients clients) {
        var transfer = new TransferProperties(
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(100),
                DataSize.ofMegabytes(5),
                "");
        return new S3ObjectStore(clients.signed(), Stores.BUCKET, transfer, _ -> {});
    }

    private Payload.Streamed large() throws IOException {
        var path = file(16 * 1024 * 1024);
        return PlainFile.of(path, Files.size(path), sha256(path));
    }

    private Path file(int bytes) throws IOException {
        var path = directory.resolve("clip.mp4");
        return Files.exists(path) ? path : Files.write(path, new byte[bytes]);
    }

    private static Sha256 sha256(Path path) throws IOException {
        return Wire.sha256(ByteBuffer.wrap(Files.readAllBytes(path)));
    }
}
