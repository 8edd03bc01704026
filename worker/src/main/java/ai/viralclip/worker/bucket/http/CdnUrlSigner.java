package ai.viralclip.worker.bucket.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.bucket.UrlSigner;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * URLs on the bucket's own domain, which Cloudflare's edge may cache; a rule there lets only those through whose token
 * it can compute too ({@code is_timed_hmac_valid_v0}; worker/docs/CDN.md has the rule).
 *
 * <pre>
 * https://clips.example.com/users/u1/r1/clips/clip_split_3.mp4?verify=1484063787-XsZ5NmtNBxOd4f4fBOtqVmpWRnDRNkHKVZieqDPKu3U%3D
 * </pre>
 *
 * <p>The token is the second in which it begins, and a MAC (HMAC-SHA256, base64) over the path and that second.
 */
public final class CdnUrlSigner implements UrlSigner {

    private static final String ALGORITHM = "HmacSHA256";

    private final UrlProperties urls;
    private final InstantSource clock;
    private final SecretKeySpec key;

    /** Signs with the first key; the others are for the rule alone, until the URLs that they signed have ended. */
    public CdnUrlSigner(UrlProperties urls, InstantSource clock) {
        this.urls = urls;
        this.clock = clock;
        this.key = new SecretKeySpec(urls.cdn().keys().getFirst().getBytes(UTF_8), ALGORITHM);
    }

    @Override
    public PresignedUrl presign(String objectKey) {
        Instant signedAt = urls.startOfWindow(clock.instant());
        String path = "/" + encoded(objectKey);
        String second = Long.toString(signedAt.getEpochSecond());
        String token = second + "-" + URLEncoder.encode(mac(path + second), UTF_8);
        URI url = URI.create("https://" + urls.cdn().host() + path + "?verify=" + token);
        return new PresignedUrl(url, signedAt.plus(urls.life()));
    }

    /** As RFC 3986 has it; slashes stay. */
    private static String encoded(String objectKey) {
        return URLEncoder.encode(objectKey, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }

    private String mac(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
