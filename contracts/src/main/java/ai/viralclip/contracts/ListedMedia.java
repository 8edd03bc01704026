package ai.viralclip.contracts;

import java.net.URI;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An object as the bucket lists it, and a URL to read it with for a while. A listing does not open objects, so it does
 * not know their SHA-256.
 *
 * @param key such as {@code users/u1/r1/clips/clip_left_focus_3.mp4}
 * @param contentType {@code video/mp4} or {@code image/jpeg}
 * @param sizeBytes bytes stored
 * @param etag the store's, without its quotes
 * @param storedAt when it was last written, by the store's clock; UTC
 * @param url whoever has it can read the object until {@code urlExpiresAt}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ListedMedia(
        String key, String contentType, long sizeBytes, String etag, Instant storedAt, URI url, Instant urlExpiresAt) {

    public ListedMedia {
        Limits.notNegative("size_bytes", sizeBytes);
    }

    static ListedMedia read(Fields in) throws ContractViolation {
        return new ListedMedia(
                in.text("key"),
                in.text("content_type"),
                in.size("size_bytes"),
                in.text("etag"),
                in.value("stored_at", UtcTimes::parse),
                in.value("url", MediaUris::parse),
                in.value("url_expires_at", UtcTimes::parse));
    }

    /** Leaves the URL out: it is a bearer secret. */
    @Override
    public String toString() {
        return "ListedMedia[key=%s, contentType=%s, sizeBytes=%d, etag=%s, storedAt=%s, urlExpiresAt=%s]"
                .formatted(key, contentType, sizeBytes, etag, storedAt, urlExpiresAt);
    }
}
