package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP clients that trust a local store's own certificate, where it has one. */
final class Trust {

    private Trust() {}

    static HttpClient client(LocalStore store) throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        Optional<Path> file = store.trustStore();
        if (file.isPresent()) {
            client.sslContext(trusting(file.get(), store.trustStorePassword()));
        }
        return client.build();
    }

    private static SSLContext trusting(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(in, password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the store's certificate cannot be read: " + file, e);
        }
    }
}
