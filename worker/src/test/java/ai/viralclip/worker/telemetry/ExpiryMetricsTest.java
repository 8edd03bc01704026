package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryMetricsTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void theCertificateIsTheOneThatWasShownLast() {
        var metrics = new ExpiryMetrics(registry, Optional.empty());
        assertThat(gauge("certificate")).isNaN();

        metrics.on(new BucketEvent.CertificateShown(Instant.EPOCH));
        metrics.on(new BucketEvent.Throttled("a/key"));
        metrics.on(new BucketEvent.CertificateShown(NEW_YEAR));

        assertThat(gauge("certificate")).isEqualTo((double) NEW_YEAR.getEpochSecond());
    }

    @Test
    void theKeysEndIsWhatTheOperatorSaidOrUnknown() {
        assertThat(new ExpiryMetrics(new SimpleMeterRegistry(), Optional.empty()))
                .isNotNull();
        assertThat(new ExpiryMetrics(registry, Optional.of(NEW_YEAR))).isNotNull();
        assertThat(gauge("token")).isEqualTo((double) NEW_YEAR.getEpochSecond());
    }

    private double gauge(String what) {
        return registry.get("clip." + what + ".expiry.timestamp")
                .tag("of", "store")
                .gauge()
                .value();
    }
}
