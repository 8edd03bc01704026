package ai.viralclip.worker.bucket;

import java.net.URI;
import java.time.Instant;

/** A URL with which anybody may read one object until it expires: a secret, and never shown by {@link #toString}. */
public record PresignedUrl(URI url, Instant expiresAt) {

    @Override
    public String toString() {
        return "PresignedUrl[expiresAt=" + expiresAt + "]";
    }
}
