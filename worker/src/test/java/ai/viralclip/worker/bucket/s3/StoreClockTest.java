package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.CdnProperties;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.http.CdnUrlSigner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever this machine's clock says, URLs are alive where they are checked. */
final class StoreClockTest {

    private static final UrlProperties URLS = Stores.urls(Duration.ofHours(24), Duration.ofHours(1));
    private static final R2Properties R2 = Stores.at(URI.create("https://account.r2.cloudflarestorage.com"));
    private static final String KEY = "users/u1/r1/clips/clip_split_3.mp4";
    private static final long YEAR = 365L * 24 * 3600;

    @Test
    void aUrlBeginsBeforeTheStoresNowAndLivesForTheTtlAtLeast() throws Exception {
        RandomGenerator random = new Random(13);
        for (int i = 0; i < 500; i++) {
            isAlive(random.nextLong(1_700_000_000L, 1_900_000_000L), random.nextLong(-YEAR, YEAR));
        }
    }

    private static void isAlive(long storeSecond, long ahead) throws StoreException {
        Instant store = Instant.ofEpochSecond(storeSecond);
        StoreClock clock = new StoreClock(() -> store.minusSeconds(ahead));
        clock.on(new BucketEvent.ClockRead(Duration.ofSeconds(ahead)));
        for (UrlSigner signer : List.of(
                new S3UrlSigner(R2, URLS, clock::instant),
                new CdnUrlSigner(
                        new UrlProperties(
                                UrlProperties.Mode.CDN,
                                URLS.ttl(),
                                URLS.window(),
                                new CdnProperties("clips.example.com", List.of("k".repeat(32)))),
                        clock::instant))) {
            Instant ends = signer.presign(KEY).expiresAt();
            assertThat(ends.minus(URLS.life())).isBeforeOrEqualTo(store.plus(StoreClock.BOUND));
            assertThat(ends).isAfterOrEqualTo(store.plus(URLS.ttl()).minus(StoreClock.BOUND));
        }
    }

    @Test
    void whatTheNetworkExplainsIsNotCorrected() {
        Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        StoreClock clock = new StoreClock(() -> noon);
        clock.on(new BucketEvent.ClockRead(Duration.ofSeconds(5)));
        assertThat(clock.instant()).isEqualTo(noon);
        clock.on(new BucketEvent.ClockRead(Duration.ofSeconds(-6)));
        assertThat(clock.instant()).isEqualTo(noon.minusSeconds(6));
        clock.on(new BucketEvent.ClockRead(Duration.ZERO));
        assertThat(clock.instant()).isEqualTo(noon);
    }
}
