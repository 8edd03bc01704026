package ai.viralclip.contracts;

import java.net.URI;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An object in the bucket, and a URL to read it with for a while.
 *
 * @param key such as {@code users/u1/r1/clips/clip_left_focus_3.mp4}
 * @param contentType {@code video/mp4} or {@code image/jpeg}
 * @param sizeBytes bytes stored
 * @param etag the store's, without its quotes
 * @param sha256 of the bytes stored
 * @param url presigned: whoever has it can read the object until {@code urlExpiresAt}
 * @param urlExpiresAt UTC; later, the object is still there and {@code key} still names it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StoredMedia(
        String key, String contentType, long sizeBytes, String etag, Sha256 sha256, URI url, Instant urlExpiresAt) {

    public StoredMedia {
        Limits.notNegative("size_bytes", sizeBytes);
    }

    static StoredMedia read(Fields in) throws ContractViolation {
        return new StoredMedia(
                in.text("key"),
                in.text("content_type"),
                in.size("size_bytes"),
                in.text("etag"),
                in.value("sha256", Sha256::new),
                in.value("url", MediaUris::parse),
                in.value("url_expires_at", UtcTimes::parse));
    }

    /** Leaves the URL out: it is a bearer secret. */
    @Override
    public String toString() {
        return "StoredMedia[key=%s, contentType=%s, sizeBytes=%d, etag=%s, sha256=%s, urlExpiresAt=%s]"
                .formatted(key, contentType, sizeBytes, etag, sha256, urlExpiresAt);
    }
}
