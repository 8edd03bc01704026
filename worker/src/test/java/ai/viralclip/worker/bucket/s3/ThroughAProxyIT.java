package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.tracing.Spans;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store behind a real proxy. */
final class ThroughAProxyIT {

    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";

    @TempDir
    private Path directory;

    private final List<BucketEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void aPutAndAGetGoThroughOneTunnelAndTlsIsSpokenWithTheStore() throws Exception {
        try (var server = Stores.start(directory, true);
                var proxy = new ConnectProxy(server.endpoint().getPort());
                var clients = S3Clients.open(
                        Stores.by("http://ana:s%40crt@" + proxy.address(), server.endpoint()),
                        Stores.trusting(server),
                        InstantSource.system(),
                        events::add,
                        Spans.none())) {
            ObjectStore store = Stores.store(clients);
            var body = new Payload.Bytes(ByteBuffer.wrap("hello".getBytes(UTF_8)));
            assertThat(store.put(
                            KEY,
                            body,
                            new ObjectAttributes("video/mp4", "private", Map.of()),
                            new Precondition.IfAbsent()))
                    .isInstanceOf(PutResult.Written.class);
            assertThat(UTF_8.decode(store.get(KEY, 100).orElseThrow().bytes()).toString())
                    .isEqualTo("hello");

            String authority = "127.0.0.1:" + server.endpoint().getPort();
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("CONNECT " + authority + " HTTP/1.1\r\n")
                            .contains("Host: " + authority + "\r\n")
                            .contains("Proxy-Authorization: Basic YW5hOnNAY3J0\r\n")
                            .doesNotContain("users/"));
            assertThat(events).anyMatch(BucketEvent.CertificateShown.class::isInstance);
        }
    }
}
