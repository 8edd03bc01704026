package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.ObjectStoreContract;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.local.LocalStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real S3 server, over TLS, which checks signatures. */
final class S3ObjectStoreIT extends ObjectStoreContract {

    @TempDir
    private static Path directory;

    private static LocalStore server;
    private static S3Clients clients;

    @BeforeAll
    static void start() throws Exception {
        server = Stores.start(directory, true);
        clients = Stores.clients(server);
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.close();
    }

    @Override
    protected ObjectStore store() {
        return Stores.store(clients);
    }

    @Override
    protected String cacheControlOf(String ofKey) {
        return clients.signed()
                .headObject(r -> r.bucket(Stores.BUCKET).key(ofKey))
                .cacheControl();
    }

    @Override
    protected OpenUpload begin(String ofKey) {
        var id = clients.signed()
                .createMultipartUpload(r -> r.bucket(Stores.BUCKET).key(ofKey))
                .uploadId();
        return new OpenUpload(ofKey, id, Optional.empty());
    }

    @Test
    void aWrongSecretIsDenied() throws Exception {
        server.restart("another-secret");
        try {
            assertThat(failure(() -> store().put(key, bytes("x"), VIDEO, new Precondition.IfAbsent())))
                    .isEqualTo(new StoreFailure.Denied("put " + key + ": 403 SignatureDoesNotMatch"));
            // The reply to a HEAD has no code: whom its refusal is about is for the proof of the bucket to tell.
            assertThat(failure(() -> store().head(key))).isInstanceOf(StoreFailure.Doubtful.class);
            assertThat(failure(() -> store().delete(key))).isInstanceOf(StoreFailure.Denied.class);
        } finally {
            server.restart();
        }
    }

    @Test
    void aBucketThatDoesNotExistIsDenied() {
        var elsewhere = new S3ObjectStore(clients.signed(), "no-such-bucket", Stores.TRANSFER, _ -> {});
        assertThat(failure(() -> elsewhere.put(key, bytes("x"), VIDEO, new Precondition.IfAbsent())))
                .isEqualTo(new StoreFailure.Denied("put " + key + ": 404 NoSuchBucket"));
        assertThat(failure(() -> elsewhere.get(key, 1))).isInstanceOf(StoreFailure.Denied.class);
    }

    @Test
    void aStoreThatDoesNotListenIsUnavailable() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (var nobody = Stores.open(Stores.at(URI.create("https://127.0.0.1:" + free)))) {
            assertThat(failure(() -> Stores.store(nobody).head(key)))
                    .isEqualTo(new StoreFailure.Unavailable("head " + key + ": HttpHostConnectException", false));
        }
    }

    @Test
    void aStoreThatFallsSilentIsUnavailable() throws Exception {
        var impatient = new TransferProperties(
                1,
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Stores.TRANSFER.multipartThreshold(),
                Stores.TRANSFER.partSize(),
                "");
        // Accepts connections, and never says a word.
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var others = Stores.open(new R2Properties(
                        "",
                        Stores.BUCKET,
                        Stores.KEY_ID,
                        Stores.SECRET,
                        "http://127.0.0.1:" + silent.getLocalPort(),
                        "",
                        "auto",
                        "",
                        "",
                        impatient))) {
            assertThat(failure(() -> Stores.store(others).delete(key)))
                    .isEqualTo(new StoreFailure.Unavailable("delete " + key + ": SocketTimeoutException", false));
        }
    }

    /** The second attempt meets what the first one wrote: the caller looks, and finds its own. */
    @Test
    void aLostReplyToACreatingPutMayLookLikeALostRace() throws Exception {
        try (var plain = Stores.start(files.resolve("store"), false);
                var relay = new Relay(plain);
                var others = Stores.open(Stores.at(relay.endpoint()))) {
            relay.rule(call -> relay.calls().size() == 1 ? new Relay.Verdict.LoseReply() : new Relay.Verdict.Pass());
            assertThat(Stores.store(others).put(key, bytes("mine"), VIDEO, new Precondition.IfAbsent()))
                    .isEqualTo(new PutResult.PreconditionFailed());
            assertThat(Stores.store(others).get(key, 100).orElseThrow().bytes())
                    .isEqualTo(bytes("mine").content());
        }
    }

    @Test
    void aStoreWhoseCertificateIsNotTrustedIsUnavailable() throws Exception {
        try (var untrusting = Stores.open(Stores.at(server.endpoint()))) {
            assertThat(failure(() -> Stores.store(untrusting).head(key))).isInstanceOf(StoreFailure.Unavailable.class);
        }
    }
}
