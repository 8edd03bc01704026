package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.CdnProperties;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.tracing.Spans;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.util.unit.DataSize;

/** Local stores, and the settings with which the worker reaches them. */
final class Stores {

    static final String BUCKET = "clips";
    static final String KEY_ID = "0123456789abcdef0123456789abcdef";
    static final String SECRET = "a-secret-of-the-tests";

    /** The smallest that S3 knows: multipart without large files. */
    static final TransferProperties TRANSFER = new TransferProperties(
            16, Duration.ofSeconds(5), Duration.ofSeconds(10), DataSize.ofMegabytes(5), DataSize.ofMegabytes(5), "");

    private Stores() {}

    static LocalStore start(Path directory, boolean tls) throws IOException {
        return LocalStore.start(new LocalStore.Options(directory, BUCKET, KEY_ID, SECRET, tls, 0));
    }

    static R2Properties at(URI endpoint) {
        return at(endpoint, "auto");
    }

    static R2Properties at(URI endpoint, String region) {
        return new R2Properties("", BUCKET, KEY_ID, SECRET, endpoint.toString(), "", region, "", "", TRANSFER);
    }

    /** @param proxy as {@code clip.r2.transfer.proxy} has it */
    static R2Properties by(String proxy, URI endpoint) {
        return by(proxy, endpoint, Duration.ofSeconds(20));
    }

    /** @param patience with the making of a connection */
    static R2Properties by(String proxy, URI endpoint, Duration patience) {
        var transfer = new TransferProperties(
                4, patience, Duration.ofMinutes(1), DataSize.ofMegabytes(5), DataSize.ofMegabytes(5), proxy);
        return new R2Properties("", BUCKET, KEY_ID, SECRET, endpoint.toString(), "", "auto", "", "", transfer);
    }

    /** Presigned, for so long. */
    static UrlProperties urls(Duration ttl, Duration window) {
        return new UrlProperties(UrlProperties.Mode.PRESIGNED, ttl, window, new CdnProperties("", List.of()));
    }

    static S3Clients clients(LocalStore store) throws IOException, GeneralSecurityException {
        return open(at(store.endpoint()), trusting(store));
    }

    /** Unwatched. */
    static S3Clients open(R2Properties r2) {
        return S3Clients.open(r2, InstantSource.system(), event -> {}, Spans.none());
    }

    static S3Clients open(R2Properties r2, SSLContext tls) {
        return S3Clients.open(r2, tls, InstantSource.system(), event -> {}, Spans.none());
    }

    /** Of no URLs of a CDN, under a key that never ends. */
    static S3BucketProbe probe(S3Clients clients, String bucket) {
        return new S3BucketProbe(
                clients,
                bucket,
                store(clients),
                Optional.empty(),
                new Session(Optional.empty(), InstantSource.system()));
    }

    static ObjectStore store(S3Clients clients) {
        return new S3ObjectStore(clients.signed(), BUCKET, TRANSFER, _ -> {});
    }

    static SSLContext trusting(LocalStore store) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, store.trustStore().isPresent() ? trustManagers(store) : null, null);
        return context;
    }

    static TrustManager[] trustManagers(LocalStore store) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store.trustStore().orElseThrow())) {
            trusted.load(in, store.trustStorePassword().toCharArray());
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }
}
