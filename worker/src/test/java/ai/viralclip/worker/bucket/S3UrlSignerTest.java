package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class S3UrlSignerTest {

    private static final UrlProperties URLS = Stores.urls(Duration.ofHours(24), Duration.ofHours(1));
    private static final R2Properties R2 = Stores.at(URI.create("https://account.r2.cloudflarestorage.com"));
    private static final String KEY = "users/u1/r1/clips/clip_left_focus_3.mp4";

    @Test
    void allUrlsOfAWindowAreTheSame() {
        var first = at("2026-11-22T11:00:00Z");
        assertThat(at("2026-11-22T11:00:01Z")).isEqualTo(first);
        assertThat(at("2026-11-22T11:59:59.999Z")).isEqualTo(first);
        assertThat(at("2026-11-22T10:59:59.999Z")).isNotEqualTo(first);
        assertThat(at("2026-11-22T12:00:00Z")).isNotEqualTo(first);
    }

    @Test
    void aUrlLivesForTheTtlAtLeastAndTheWindowLongerAtMost() {
        assertThat(at("2026-11-22T11:00:00Z").expiresAt()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(at("2026-11-22T11:59:59Z").expiresAt()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void aUrlSignsTheHostOnlySoThatABrowserCanUseIt() {
        assertThat(at("2026-11-22T11:30:00Z").url().toString())
                .startsWith("https://account.r2.cloudflarestorage.com/clips/" + KEY + "?")
                .contains("X-Amz-Date=20261122T110000Z", "X-Amz-Expires=90000", "X-Amz-SignedHeaders=host&")
                .contains("%2Fauto%2Fs3%2Faws4_request");
    }

    @Test
    void aUrlIsSignedForTheRegionOfTheStore() {
        var aws = Stores.at(URI.create("https://s3.eu-central-1.amazonaws.com"), "eu-central-1");
        assertThat(at(aws, "2026-11-22T11:30:00Z").url().toString())
                .startsWith("https://s3.eu-central-1.amazonaws.com/clips/" + KEY + "?")
                .contains("X-Amz-Credential=" + Stores.KEY_ID + "%2F20261122%2Feu-central-1%2Fs3%2Faws4_request&");
    }

    /** Temporary credentials take their URLs with them. */
    @Test
    void aUrlOutlivesNoSession() {
        var session = new R2Properties(
                "account",
                Stores.BUCKET,
                Stores.KEY_ID,
                Stores.SECRET,
                "",
                "",
                "auto",
                "2026-11-22T14:00:00Z",
                "the-token",
                Stores.TRANSFER);
        var url = at(session, "2026-11-22T11:30:00Z");
        assertThat(url.expiresAt()).isEqualTo("2026-11-22T14:00:00Z");
        assertThat(url.url().toString())
                .contains("X-Amz-Security-Token=the-token", "X-Amz-Expires=10800", "X-Amz-Date=20261122T110000Z");
        assertThat(at(session, "2026-11-20T11:30:00Z").expiresAt()).isEqualTo("2026-11-21T12:00:00Z");
    }

    @Test
    void aUrlIsNotShown() {
        var url = at("2026-11-22T11:30:00Z");
        assertThat(url.toString()).isEqualTo("PresignedUrl[expiresAt=2026-11-23T12:00:00Z]");
    }

    private static PresignedUrl at(String now) {
        return at(R2, now);
    }

    private static PresignedUrl at(R2Properties r2, String now) {
        return new S3UrlSigner(r2, URLS, InstantSource.fixed(Instant.parse(now))).presign(KEY);
    }
}
