package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class S3UrlSignerTest {

    private static final UrlProperties URLS = Stores.urls(Duration.ofHours(24), Duration.ofHours(1));
    private static final R2Properties R2 = Stores.at(URI.create("https://account.r2.cloudflarestorage.com"));
    private static final String KEY = "users/u1/r1/clips/clip_left_focus_3.mp4";

    @Test
    void allUrlsOfAWindowAreTheSame() throws Exception {
        var first = at("2026-11-22T11:00:00Z");
        assertThat(at("2026-11-22T11:00:01Z")).isEqualTo(first);
        assertThat(at("2026-11-22T11:59:59.999Z")).isEqualTo(first);
        assertThat(at("2026-11-22T10:59:59.999Z")).isNotEqualTo(first);
        assertThat(at("2026-11-22T12:00:00Z")).isNotEqualTo(first);
    }

    @Test
    void aUrlLivesForTheTtlAtLeastAndTheWindowLongerAtMost() throws Exception {
        assertThat(at("2026-11-22T11:00:00Z").expiresAt()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(at("2026-11-22T11:59:59Z").expiresAt()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void aUrlSignsTheHostOnlySoThatABrowserCanUseIt() throws Exception {
        assertThat(at("2026-11-22T11:30:00Z").url().toString())
                .startsWith("https://account.r2.cloudflarestorage.com/clips/" + KEY + "?")
                .contains("X-Amz-Date=20261122T110000Z", "X-Amz-Expires=90000", "X-Amz-SignedHeaders=host&")
                .contains("%2Fauto%2Fs3%2Faws4_request");
    }

    @Test
    void aUrlIsSignedForTheRegionOfTheStore() throws Exception {
        var aws = Stores.at(URI.create("https://s3.eu-central-1.amazonaws.com"), "eu-central-1");
        assertThat(at(aws, "2026-11-22T11:30:00Z").url().toString())
                .startsWith("https://s3.eu-central-1.amazonaws.com/clips/" + KEY + "?")
                .contains("X-Amz-Credential=" + Stores.KEY_ID + "%2F20261122%2Feu-central-1%2Fs3%2Faws4_request&");
    }

    /** Temporary credentials take their URLs with them. */
    @Test
    void aUrlOutlivesNoSession() throws Exception {
        var session = session("2026-11-22T14:00:00Z");
        var url = at(session, "2026-11-22T11:30:00Z");
        assertThat(url.expiresAt()).isEqualTo("2026-11-22T14:00:00Z");
        assertThat(url.url().toString())
                .contains("X-Amz-Security-Token=the-token", "X-Amz-Expires=10800", "X-Amz-Date=20261122T110000Z");
        assertThat(at(session, "2026-11-20T11:30:00Z").expiresAt()).isEqualTo("2026-11-21T12:00:00Z");
    }

    @Test
    void noUrlIsSignedThatOutlivesItsCredentialsOrHasEnded() {
        Random random = new Random(13);
        for (int i = 0; i < 500; i++) {
            Instant end = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 1_900_000_000L));
            Instant now = end.plusMillis(random.nextLong(-3_700_000L, 100_000L));
            try {
                Instant expiry = new S3UrlSigner(session(end.toString()), URLS, InstantSource.fixed(now))
                        .presign(KEY)
                        .expiresAt();
                assertThat(expiry).isBeforeOrEqualTo(end).isAfter(now);
            } catch (StoreException e) {
                assertThat(now).isAfter(end.minusSeconds(1));
                assertThat(e.failure())
                        .isEqualTo(new StoreFailure.Denied("presign " + KEY + ": the temporary credentials ended at "
                                + end + " (R2_KEY_EXPIRES_AT): set new ones, and restart the worker"));
            }
        }
    }

    /** Its end is for a metric alone: it is the store that knows. */
    @Test
    void aKeyThatLastsSignsWhateverIsSaidOfItsEnd() throws Exception {
        var key = properties("2026-11-22T14:00:00Z", "");
        assertThat(at(key, "2026-11-22T11:30:00Z").expiresAt()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(at(key, "2026-11-23T11:30:00Z").expiresAt()).isEqualTo("2026-11-24T12:00:00Z");
    }

    private static R2Properties session(String end) {
        return properties(end, "the-token");
    }

    private static R2Properties properties(String end, String token) {
        return new R2Properties(
                "account", Stores.BUCKET, Stores.KEY_ID, Stores.SECRET, "", "", "auto", end, token, Stores.TRANSFER);
    }

    @Test
    void aUrlIsNotShown() throws Exception {
        var url = at("2026-11-22T11:30:00Z");
        assertThat(url.toString()).isEqualTo("PresignedUrl[expiresAt=2026-11-23T12:00:00Z]");
    }

    private static PresignedUrl at(String now) throws StoreException {
        return at(R2, now);
    }

    private static PresignedUrl at(R2Properties r2, String now) throws StoreException {
        return new S3UrlSigner(r2, URLS, InstantSource.fixed(Instant.parse(now))).presign(KEY);
    }
}
