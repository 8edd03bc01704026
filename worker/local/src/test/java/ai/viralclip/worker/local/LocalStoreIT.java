package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class LocalStoreIT {

    @TempDir
    private Path directory;

    @Test
    void keepsObjectsAcrossARestartAndAcrossProcesses() throws Exception {
        URI endpoint;
        try (var store = LocalStore.start(options(false, 0))) {
            try (var s3 = client(store, "secret")) {
                s3.putObject(
                        r -> r.bucket("clips")
                                .key("users/u1/r1/highlights.json")
                                .contentType("application/json"),
                        RequestBody.fromString("{}"));
            }
            endpoint = store.endpoint();
            store.restart();
            assertThat(store.endpoint()).isEqualTo(endpoint);
            assertThat(store.objects().resolve("users/u1/r1/highlights.json")).hasContent("{}");
        }
        try (var store = LocalStore.start(options(false, endpoint.getPort()));
                var s3 = client(store, "secret")) {
            var head = s3.headObject(r -> r.bucket("clips").key("users/u1/r1/highlights.json"));
            assertThat(head.contentType()).isEqualTo("application/json");
        }
    }

    @Test
    void refusesTheOldSecretAfterARotation() throws Exception {
        try (var store = LocalStore.start(options(false, 0));
                var s3 = client(store, "secret")) {
            s3.headBucket(r -> r.bucket("clips"));
            store.restart("rotated");
            assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("clips")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            store.restart();
            s3.headBucket(r -> r.bucket("clips"));
        }
    }

    @Test
    void speaksTlsWithACertificateThatItsTrustStoreKnows() throws Exception {
        try (var store = LocalStore.start(options(true, 0));
                var http = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            var list = HttpRequest.newBuilder(store.endpoint().resolve("/clips?list-type=2"))
                    .build();
            assertThat(http.send(list, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
            store.openToEveryone(true);
            assertThat(http.send(list, BodyHandlers.ofString()).body()).contains("<Name>clips</Name>");
            store.openToEveryone(false);
            assertThat(http.send(list, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void ofWritersThatReadTheSameObjectOnlyOneReplacesIt() throws Exception {
        try (var store = LocalStore.start(options(false, 0));
                var s3 = client(store, "secret");
                var writers = Executors.newFixedThreadPool(4)) {
            s3.putObject(r -> r.bucket("clips").key("count"), RequestBody.fromString("0"));

            for (var done : writers.invokeAll(Collections.nCopies(40, () -> increment(s3)))) {
                done.get();
            }

            var count = s3.getObjectAsBytes(r -> r.bucket("clips").key("count"));
            assertThat(count.asUtf8String()).isEqualTo("40");
        }
    }

    /** By compare-and-swap, until it succeeds. */
    private static boolean increment(S3Client s3) {
        while (true) {
            var read = s3.getObjectAsBytes(r -> r.bucket("clips").key("count"));
            String next = Integer.toString(Integer.parseInt(read.asUtf8String()) + 1);
            try {
                s3.putObject(
                        r -> r.bucket("clips")
                                .key("count")
                                .ifMatch(read.response().eTag()),
                        RequestBody.fromString(next));
                return true;
            } catch (S3Exception e) {
                assertThat(e.statusCode()).isEqualTo(412);
            }
        }
    }

    private LocalStore.Options options(boolean tls, int port) {
        return new LocalStore.Options(directory, "clips", "key", "secret", tls, port);
    }

    private static S3Client client(LocalStore store, String secret) {
        return S3Client.builder()
                .endpointOverride(store.endpoint())
                .region(Region.of("auto"))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(store.accessKeyId(), secret)))
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private static SSLContext trusting(LocalStore store) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store.trustStore().orElseThrow())) {
            trusted.load(in, store.trustStorePassword().toCharArray());
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
