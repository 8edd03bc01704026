package ai.viralclip.worker.bucket;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.urls}: the presigned URLs.
 *
 * @param ttl how long a URL lives at least, counted from when it is handed out
 * @param window all URLs of one object within a window of this length are the same, so that browsers can cache
 */
public record UrlProperties(
        @DefaultValue("24h") Duration ttl,
        @DefaultValue("1h") Duration window) {

    /** The longest that signature version 4 allows. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration SECOND = Duration.ofSeconds(1);

    @AssertTrue(message = "clip.urls.ttl and clip.urls.window must be at least 1s each, and 7d at most together")
    boolean isLifeAccepted() {
        return ttl.compareTo(SECOND) >= 0
                && window.compareTo(SECOND) >= 0
                && ttl.plus(window).compareTo(LONGEST) <= 0;
    }
}
