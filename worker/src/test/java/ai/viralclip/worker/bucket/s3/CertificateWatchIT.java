package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.tracing.Spans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateWatchIT {

    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";

    @TempDir
    private Path directory;

    private final List<BucketEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void whatTheStoreShowsIsToldOnceForEachConnection() throws Exception {
        try (var server = Stores.start(directory, true);
                var clients = S3Clients.open(
                        Stores.at(server.endpoint()),
                        Stores.trusting(server),
                        InstantSource.system(),
                        events::add,
                        Spans.none())) {
            Stores.store(clients).head(KEY);
            Stores.store(clients).head(KEY);
            assertThat(shown()).containsExactly(new BucketEvent.CertificateShown(expiry(server)));
        }
    }

    @Test
    void aCertificateThatIsNotTrustedTellsNothing() throws Exception {
        try (var server = Stores.start(directory, true);
                var clients = S3Clients.open(
                        Stores.at(server.endpoint()), InstantSource.system(), events::add, Spans.none())) {
            assertThatThrownBy(() -> Stores.store(clients).head(KEY)).isInstanceOf(StoreException.class);
            assertThat(shown()).isEmpty();
        }
    }

    private List<BucketEvent> shown() {
        return events.stream()
                .filter(BucketEvent.CertificateShown.class::isInstance)
                .toList();
    }

    private static Instant expiry(LocalStore server) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(server.trustStore().orElseThrow())) {
            trusted.load(in, server.trustStorePassword().toCharArray());
        }
        var alias = Collections.list(trusted.aliases()).getFirst();
        return ((X509Certificate) trusted.getCertificate(alias)).getNotAfter().toInstant();
    }
}
