package ai.viralclip.worker.bucket;

import java.net.URI;
import java.time.Instant;

/**
 * Makes URLs with which anybody may read one object for a while, without a call to the store. Thread-safe.
 *
 * <p>A URL is signed for the start of the current window, so that every instance gives the same one for an object until
 * the window ends: caches can keep what they loaded by it, and an event that is published again is the same event.
 */
public interface UrlSigner {

    /**
     * A URL that lives for {@code clip.urls.ttl} at least, and {@code clip.urls.window} longer at most; shorter only
     * where it is signed with credentials that end before.
     *
     * @throws StoreException where they have ended
     */
    PresignedUrl presign(String objectKey) throws StoreException;

    /**
     * A URL with which anybody may read one object until it expires: a secret, and never shown by {@link #toString}.
     */
    record PresignedUrl(URI url, Instant expiresAt) {

        @Override
        public String toString() {
            return "PresignedUrl[expiresAt=" + expiresAt + "]";
        }
    }
}
