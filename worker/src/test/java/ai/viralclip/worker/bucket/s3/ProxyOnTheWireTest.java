package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.StoreProxy;
import ai.viralclip.worker.bucket.http.CdnProof;
import ai.viralclip.worker.bucket.http.RawStore;
import ai.viralclip.worker.bucket.http.RawStore.Reply;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.local.LocalCertificate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the proxy does is the way to the store, and never the store's word. */
@Timeout(60)
final class ProxyOnTheWireTest {

    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String FOUND =
            "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nLast-Modified: Sat, 28 Nov 2026 12:00:00 GMT\r\nContent-Type: video/mp4\r\nContent-Length: 7\r\n\r\n";

    /** Nobody knows this name: only the proxy can lead there. */
    private static final URI HTTP = URI.create("http://store.invalid");

    private static final URI HTTPS = URI.create("https://store.invalid");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 405, 407, 412, 413, 429, 451, 500, 502, 503, 504})
    void aRefusedTunnelIsAnOutageOfTheProxysAndNoWordOfTheBuckets(int status) throws Exception {
        String answer = RawStore.response(
                status, "application/xml", "<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>");
        for (URI endpoint : List.of(HTTP, HTTPS)) {
            try (var proxy = new RawStore(head -> new Reply.Say(answer))) {
                assertThat(failureBy("http://ana:s3cret-word@" + address(proxy), endpoint))
                        .isInstanceOfSatisfying(
                                StoreFailure.Unavailable.class,
                                outage -> assertThat(outage.throttled()).isFalse())
                        .satisfies(outage -> assertThat(outage.detail())
                                .contains("the proxy " + address(proxy) + " (CLIP_R2_TRANSFER_PROXY)", "" + status)
                                .doesNotContain("s3cret-word", "ana", "Signature"));
                assertThat(proxy.heads())
                        .hasSize(RequestTimeouts.ATTEMPTS)
                        .allSatisfy(head -> assertThat(head).startsWith("CONNECT store.invalid:"));
            }
        }
    }

    @Test
    void aBucketIsNotDeniedByAProxy() throws Exception {
        String answer = RawStore.response(403, "text/html", "no");
        try (var proxy = new RawStore(head -> new Reply.Say(answer));
                var clients = Stores.open(Stores.by(address(proxy), HTTPS))) {
            var probe = Stores.probe(clients, Stores.BUCKET);
            assertThat(catchThrowableOfType(StoreException.class, probe::check).failure())
                    .isInstanceOf(StoreFailure.Unavailable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/9.9 200 OK\r\n\r\n", "\u0000\u0001\r\n\r\n"})
    void whatSpeaksNoHttpIsNamedAsTheProxy(String said) throws Exception {
        try (var proxy = new RawStore(head -> new Reply.SayEarly(said))) {
            assertThat(failureBy(address(proxy), HTTPS))
                    .isInstanceOf(StoreFailure.Unavailable.class)
                    .satisfies(outage -> assertThat(outage.detail())
                            .contains("the proxy " + address(proxy) + " (CLIP_R2_TRANSFER_PROXY) opens no way"));
        }
    }

    /** Its connection is made, and the socket's own time-out is for the store. */
    @Test
    void aSilentProxyIsGivenUpWithinTheTimeOfAConnection() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var clients =
                        Stores.open(Stores.by("127.0.0.1:" + silent.getLocalPort(), HTTPS, Duration.ofMillis(300)))) {
            long began = System.nanoTime();
            assertThat(failure(() -> Stores.store(clients).head(KEY)))
                    .isInstanceOf(StoreFailure.Unavailable.class)
                    .satisfies(outage -> assertThat(outage.detail())
                            .contains("the proxy 127.0.0.1:" + silent.getLocalPort(), "SocketTimeoutException"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        String address;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + closed.getLocalPort();
        }
        assertThat(failureBy(address, HTTPS))
                .isInstanceOf(StoreFailure.Unavailable.class)
                .satisfies(outage -> assertThat(outage.detail())
                        .contains("the proxy " + address + " (CLIP_R2_TRANSFER_PROXY) is not reached"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 Connection established\r\n\r\n",
                "HTTP/1.0 200 OK\r\nVia: a\r\n\r\n",
                "HTTP/1.1 201 Made\r\nContent-Length: 3\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
            })
    void theStoreIsReachedByANameThatOnlyTheProxyKnows(String greeting) throws Exception {
        try (var store = new RawStore(head -> new Reply.Say(FOUND));
                var proxy = new ConnectProxy(store.endpoint().getPort(), greeting);
                var clients = Stores.open(Stores.by(proxy.address(), HTTP))) {
            assertThat(Stores.store(clients).head(KEY)).isPresent();
            assertThat(Stores.store(clients).head(KEY)).isPresent();
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("CONNECT store.invalid:80 ")
                            .doesNotContain("Proxy-Authorization"));
            assertThat(store.heads())
                    .hasSize(2)
                    .allSatisfy(head ->
                            assertThat(head).startsWith("HEAD /clips/users/").doesNotContain("Proxy-"));
        }
    }

    /** The one at the other end of the tunnel has a certificate that is trusted, and another name. */
    @Test
    void whomATunnelLeadsToIsCheckedByTheStoresName() throws Exception {
        var certificate = LocalCertificate.in(directory.resolve("tls"));
        try (var other = new RawStore(
                        certificate.serverContext().getServerSocketFactory(), "https", head -> new Reply.Say(FOUND));
                var proxy = new ConnectProxy(other.endpoint().getPort());
                var wrong = Stores.open(Stores.by(proxy.address(), HTTPS), certificate.clientContext());
                var right = Stores.open(Stores.by(proxy.address(), other.endpoint()), certificate.clientContext())) {
            assertThat(failure(() -> Stores.store(wrong).head(KEY)))
                    .isInstanceOf(StoreFailure.Unavailable.class)
                    .satisfies(outage -> assertThat(outage.detail()).contains("CertificateException"));
            assertThat(other.heads()).isEmpty();
            assertThat(Stores.store(right).head(KEY)).isPresent();
        }
    }

    @Test
    void theBucketsOwnDomainIsAskedByTheSameWay() throws Exception {
        try (var open = new RawStore(head -> new Reply.Say(RawStore.response(404, "text/html", "?")));
                var proxy = new ConnectProxy(open.endpoint().getPort());
                var closed = new RawStore(head -> new Reply.Say(RawStore.response(404, "text/html", "?")))) {
            assertThat(new CdnProof(HTTP, Optional.of(StoreProxy.parse(proxy.address(), "HTTP_PROXY"))).problem())
                    .isPresent();
            // Its 404 is none of the domain's.
            assertThat(new CdnProof(HTTP, Optional.of(StoreProxy.parse(address(closed), "HTTP_PROXY"))).problem())
                    .isEmpty();
        }
    }

    private static StoreFailure failureBy(String proxy, URI endpoint) {
        try (var clients = Stores.open(Stores.by(proxy, endpoint))) {
            return failure(() -> Stores.store(clients).head(KEY));
        }
    }

    private static String address(RawStore proxy) {
        return "127.0.0.1:" + proxy.endpoint().getPort();
    }
}
