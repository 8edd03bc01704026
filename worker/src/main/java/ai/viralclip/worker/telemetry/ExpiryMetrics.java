package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.bucket.BucketEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What ends at a known moment, and the worker's work with it. */
final class ExpiryMetrics implements BucketEvent.Listener {

    private final AtomicReference<Optional<Instant>> certificate = new AtomicReference<>(Optional.empty());

    /** @param token when the store's key expires, where that is known */
    ExpiryMetrics(MeterRegistry registry, Optional<Instant> token) {
        Gauge.builder("clip.certificate.expiry.timestamp", () -> seconds(certificate.get()))
                .description("when the certificate that was shown expires; NaN without TLS, and until one was seen")
                .baseUnit("seconds")
                .tag("of", "store")
                .register(registry);
        Gauge.builder("clip.token.expiry.timestamp", () -> seconds(token))
                .description("when the key expires, as clip.r2.key-expires-at says; NaN where it says nothing")
                .baseUnit("seconds")
                .tag("of", "store")
                .register(registry);
    }

    @Override
    public void on(BucketEvent event) {
        if (event instanceof BucketEvent.CertificateShown(var expiresAt)) {
            certificate.set(Optional.of(expiresAt));
        }
    }

    private static double seconds(Optional<Instant> moment) {
        return moment.map(at -> (double) at.getEpochSecond()).orElse(Double.NaN);
    }
}
