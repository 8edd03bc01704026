package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.worker.local.LocalCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** A user's browser: reads what a presigned URL gives, with nothing but the URL. */
public final class PresignedReader implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http;

    public PresignedReader(LocalCertificate trusted) throws IOException {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusted.clientContext())
                .build();
    }

    /** What came; status 0 where nobody answered. */
    public record Read(int status, String contentType, String metadataSha256, String sha256) {}

    public Read read(URI url) {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(url).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Read(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.headers().firstValue("x-amz-meta-sha256").orElse(""),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(response.body())));
        } catch (IOException e) {
            return new Read(0, "", "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Read(0, "", "", "");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
