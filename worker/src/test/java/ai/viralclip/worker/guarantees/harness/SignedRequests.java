package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.StringInputStream;

/** Reads and writes a bucket as a program does that has nothing of the worker's code. */
public final class SignedRequests implements AutoCloseable {

    /** The JDK's client writes these itself. */
    private static final Set<String> WRITTEN_ANYWAY = Set.of("host", "content-length");

    private final LocalStore store;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final HttpClient http;

    public SignedRequests(LocalStore store) throws IOException {
        this.store = store;
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (store.certificate().isPresent()) {
            client.sslContext(store.certificate().get().clientContext());
        }
        this.http = client.build();
    }

    public HttpResponse<String> get(String key) throws IOException, InterruptedException {
        return send(request(key, SdkHttpMethod.GET).build(), "");
    }

    /** Returns false where the condition does not hold. */
    public boolean put(String key, String body, String condition, String etag)
            throws IOException, InterruptedException {
        SdkHttpRequest put = request(key, SdkHttpMethod.PUT)
                .putHeader("Content-Type", "application/json")
                .putHeader(condition, etag)
                .build();
        int status = send(put, body).statusCode();
        if (status != 200 && status != 412 && status != 409) {
            throw new IOException("the store answers " + status + " to a write of " + key);
        }
        return status == 200;
    }

    @Override
    public void close() {
        http.close();
    }

    private SdkHttpRequest.Builder request(String key, SdkHttpMethod method) {
        return SdkHttpRequest.builder()
                .method(method)
                .uri(store.endpoint())
                .encodedPath("/" + store.bucket() + "/" + key);
    }

    private HttpResponse<String> send(SdkHttpRequest request, String body) throws IOException, InterruptedException {
        AwsCredentialsIdentity key = AwsCredentialsIdentity.create(store.accessKeyId(), store.secretAccessKey());
        SdkHttpRequest signed = signer.sign(s -> s.identity(key)
                        .request(request)
                        .payload(() -> new StringInputStream(body))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "auto")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true))
                .request();
        HttpRequest.Builder sent = HttpRequest.newBuilder(signed.getUri())
                .method(request.method().name(), HttpRequest.BodyPublishers.ofString(body, UTF_8));
        signed.forEachHeader((name, values) -> {
            if (!WRITTEN_ANYWAY.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> sent.header(name, value));
            }
        });
        return http.send(sent.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
