package ai.viralclip.worker.bucket;

import java.time.Instant;
import java.util.Map;

/**
 * What the store says about an object.
 *
 * @param etag without its quotes
 * @param metadata by names without their prefix
 * @param storedAt when it was last written, by the store's clock
 */
public record StoredObject(
        String etag, long sizeBytes, String contentType, Map<String, String> metadata, Instant storedAt) {

    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
