package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.LocalCertificate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** HTTP clients that trust a local store's own certificate, where it has one. */
final class Trust {

    private Trust() {}

    static HttpClient client(StoreView store) throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        Optional<LocalCertificate> certificate = store.certificate();
        if (certificate.isPresent()) {
            client.sslContext(certificate.get().clientContext());
        }
        return client.build();
    }
}
