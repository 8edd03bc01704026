package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreUnderTest;
import ai.viralclip.worker.local.LocalStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presigned URLs as a browser uses them: over TLS, without the SDK. */
final class S3UrlSignerIT {

    private static final String KEY = "users/u1/r1/clips/clip_left_focus_3.mp4";

    @TempDir
    private static Path directory;

    private static LocalStore server;
    private static HttpClient browser;

    @BeforeAll
    static void start() throws Exception {
        server = Stores.start(directory, true);
        var context = SSLContext.getInstance("TLS");
        context.init(null, Stores.trustManagers(server), null);
        browser = HttpClient.newBuilder().sslContext(context).build();
        try (var clients = Stores.clients(server)) {
            Stores.store(clients)
                    .put(KEY, StoreUnderTest.bytes("a video"), StoreUnderTest.VIDEO, new Precondition.IfAbsent());
        }
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @Test
    void aUrlGivesTheObjectWithItsType() throws Exception {
        var response = get(presign(Instant.now()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("a video");
        assertThat(response.headers().firstValue("content-type")).contains("video/mp4");
        assertThat(response.headers().firstValue("cache-control")).contains("private, max-age=3600");
    }

    @Test
    void aUrlIsGoodForItsObjectOnlyAsSigned() throws Exception {
        var url = presign(Instant.now()).toString();
        var last = url.charAt(url.length() - 1);
        var otherSignature = url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0');
        assertThat(get(URI.create(otherSignature)).statusCode()).isEqualTo(403);
        assertThat(get(URI.create(url.replace("_3.mp4", "_4.mp4"))).statusCode())
                .isEqualTo(403);
        assertThat(get(URI.create(url.replace("X-Amz-Expires=3660", "X-Amz-Expires=7200")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(server.endpoint().resolve("/clips/" + KEY)).statusCode()).isEqualTo(403);
    }

    @Test
    void aUrlEndsWhenItSaysSo() throws Exception {
        assertThat(get(presign(Instant.now().minus(Duration.ofHours(2)))).statusCode())
                .isEqualTo(403);
    }

    /** The store reads the region from the signature's scope, and refuses another one than was signed. */
    @Test
    void aUrlIsGoodInTheRegionThatItIsSignedForOnly() throws Exception {
        var url = presign("eu-central-1", Instant.now()).toString();
        assertThat(get(URI.create(url)).statusCode()).isEqualTo(200);
        assertThat(get(URI.create(url.replace("%2Feu-central-1%2F", "%2Fus-east-1%2F")))
                        .statusCode())
                .isEqualTo(403);
    }

    private static URI presign(Instant now) throws StoreException {
        return presign("auto", now);
    }

    private static URI presign(String region, Instant now) throws StoreException {
        var urls = Stores.urls(Duration.ofHours(1), Duration.ofMinutes(1));
        return new S3UrlSigner(Stores.at(server.endpoint(), region), urls, InstantSource.fixed(now))
                .presign(KEY)
                .url();
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        return browser.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}
