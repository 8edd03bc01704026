package ai.viralclip.worker.bucket;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.urls}: the URLs that readers get.
 *
 * @param mode whose URLs they are
 * @param ttl how long a URL lives at least, counted from when it is handed out
 * @param window all URLs of one object within a window of this length are the same, so that they can be cached
 * @param cdn for {@link Mode#CDN} alone
 */
public record UrlProperties(
        @DefaultValue("presigned") Mode mode,
        @DefaultValue("24h") Duration ttl,
        @DefaultValue("1h") Duration window,
        @DefaultValue @Valid CdnProperties cdn) {

    /** Where URLs lead, and who checks them. */
    public enum Mode {
        /** To the S3 endpoint, which checks its own signature; not cached at the edge. */
        PRESIGNED,
        /** To the bucket's own domain, where a rule of Cloudflare's checks an HMAC; can be cached at the edge. */
        CDN
    }

    /** The longest that signature version 4 allows. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration SECOND = Duration.ofSeconds(1);

    @AssertTrue(message = "clip.urls.ttl and clip.urls.window must be at least 1s each, and 7d at most together")
    boolean isLifeAccepted() {
        return ttl.compareTo(SECOND) >= 0 && window.compareTo(SECOND) >= 0 && life().compareTo(LONGEST) <= 0;
    }

    @AssertTrue(message = "clip.urls.mode is cdn, and clip.urls.cdn.host or clip.urls.cdn.keys is not set")
    boolean isCdnSetUp() {
        return mode != Mode.CDN || (!cdn.host().isEmpty() && !cdn.keys().isEmpty());
    }

    /** How long a URL lives that is signed at the start of a window. */
    public Duration life() {
        return ttl.plus(window);
    }

    public Instant startOfWindow(Instant now) {
        long second = now.getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second, window.toSeconds()));
    }
}
