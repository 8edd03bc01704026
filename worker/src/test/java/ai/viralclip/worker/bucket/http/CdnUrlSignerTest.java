package ai.viralclip.worker.bucket.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.viralclip.worker.bucket.CdnProperties;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the rule at the edge, as {@link TimedHmacRule} computes it. */
final class CdnUrlSignerTest {

    private static final String OLD = "an-old-secret-of-the-tests-0123456789";
    private static final String NEW = "a-new-secret-of-the-tests-0123456789";
    private static final String KEY = "users/u1/r-1/clips/clip_left_focus_3.mp4";
    private static final Instant NOW = Instant.parse("2026-11-22T11:20:00Z");
    private static final long DAY_AND_HOUR = 25 * 3600;

    @Test
    void theEdgeLetsAUrlThroughUntilItExpiresAndNoLonger() {
        var url = signer(List.of(NEW), NOW).presign(KEY);
        var rule = new TimedHmacRule(NEW, DAY_AND_HOUR, "?verify=".length());

        assertThat(url.url().getHost()).isEqualTo("clips.example.com");
        assertThat(url.expiresAt()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(rule.lets(uri(url), url.expiresAt().getEpochSecond() - 1)).isTrue();
        assertThat(rule.lets(uri(url), url.expiresAt().getEpochSecond())).isFalse();
    }

    @Test
    void theEdgeRefusesAnotherPathAnotherSecondAndAnotherKey() {
        var uri = uri(signer(List.of(NEW), NOW).presign(KEY));
        var rule = new TimedHmacRule(NEW, DAY_AND_HOUR, 8);
        long now = NOW.getEpochSecond();

        assertThat(rule.lets(uri, now)).isTrue();
        assertThat(rule.lets(uri.replace("_3.mp4", "_4.mp4"), now)).isFalse();
        assertThat(rule.lets(uri.replace("verify=17", "verify=18"), now)).isFalse();
        assertThat(rule.lets(uri.replaceFirst("-[^-]*$", "-"), now)).isFalse();
        assertThat(rule.lets("/" + KEY, now)).isFalse();
        assertThat(new TimedHmacRule(OLD, DAY_AND_HOUR, 8).lets(uri, now)).isFalse();
    }

    @Test
    void everyKeyOfTheLayoutGetsATokenThatTheEdgeCanRead() {
        var rule = new TimedHmacRule(NEW, DAY_AND_HOUR, 8);
        for (int n = 0; n < 500; n++) { // some of whose MACs hold + / and =
            var url = signer(List.of(NEW), NOW).presign("users/U-1.x_/r/clips/clip_a.b-c_d_" + n + ".jpg");
            assertThat(rule.lets(uri(url), NOW.getEpochSecond())).as("%d", n).isTrue();
            assertThat(url.url().getRawQuery()).matches("verify=[0-9]{10}-[A-Za-z0-9%]+");
        }
    }

    @Test
    void theNewestKeySignsAndTheOldOnesUrlsPassARuleWithBoth() {
        var before = uri(signer(List.of(OLD), NOW).presign(KEY));
        var after = uri(signer(List.of(NEW, OLD), NOW).presign(KEY));
        var old = new TimedHmacRule(OLD, DAY_AND_HOUR, 8);
        var young = new TimedHmacRule(NEW, DAY_AND_HOUR, 8);
        long now = NOW.getEpochSecond();

        assertThat(young.lets(after, now)).isTrue();
        assertThat(old.lets(after, now)).isFalse();
        assertThat(old.lets(before, now) || young.lets(before, now)).isTrue();
    }

    @Test
    void allUrlsOfAWindowAreTheSame() {
        var first = signer(List.of(NEW), Instant.parse("2026-11-22T11:00:00Z")).presign(KEY);
        assertThat(signer(List.of(NEW), Instant.parse("2026-11-22T11:59:59.999Z"))
                        .presign(KEY))
                .isEqualTo(first);
        assertThat(signer(List.of(NEW), Instant.parse("2026-11-22T12:00:00Z")).presign(KEY))
                .isNotEqualTo(first);
    }

    @Test
    void theCheckItselfIsRight() {
        // RFC 4231, test case 2, and a MAC that was computed elsewhere for Cloudflare's example.
        assertThat(HexFormat.of().formatHex(TimedHmacRule.hmac("Jefe", "what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(Base64.getEncoder().encodeToString(TimedHmacRule.hmac("mysecrettoken", "/images/cat.jpg1484063787")))
                .isEqualTo("XsZ5NmtNBxOd4f4fBOtqVmpWRnDRNkHKVZieqDPKu3U=");
    }

    @Test
    void opensslComputesTheSameMac() throws Exception {
        assumeThat(Path.of("/usr/bin/openssl")).exists();
        var url = signer(List.of(NEW), NOW).presign(KEY).url();
        var token = url.getRawQuery().substring("verify=".length());
        var second = token.substring(0, 10);

        assertThat(openssl(url.getPath() + second)).isEqualTo(URLDecoder.decode(token.substring(11), UTF_8));
    }

    @Test
    void neitherAUrlNorAKeyIsShown() {
        var urls = urls(List.of(NEW, OLD));
        assertThat(urls.toString()).contains("clips.example.com", "2 keys").doesNotContain(NEW, OLD);
        assertThat(signer(List.of(NEW), NOW).presign(KEY).toString()).doesNotContain("verify");
    }

    private static String openssl(String message) throws IOException, InterruptedException {
        var file = Files.createTempFile("message", "");
        Files.writeString(file, message);
        var openssl = new ProcessBuilder(
                        "/usr/bin/openssl", "dgst", "-sha256", "-hmac", NEW, "-binary", file.toString())
                .start();
        var mac = openssl.getInputStream().readAllBytes();
        assertThat(openssl.waitFor()).isZero();
        Files.delete(file);
        return Base64.getEncoder().encodeToString(mac);
    }

    private static String uri(PresignedUrl url) {
        URI full = url.url();
        return full.getRawPath() + "?" + full.getRawQuery();
    }

    private static CdnUrlSigner signer(List<String> keys, Instant now) {
        return new CdnUrlSigner(urls(keys), InstantSource.fixed(now));
    }

    private static UrlProperties urls(List<String> keys) {
        return new UrlProperties(
                UrlProperties.Mode.CDN,
                Duration.ofHours(24),
                Duration.ofHours(1),
                new CdnProperties("clips.example.com", keys));
    }
}
