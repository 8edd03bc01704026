package ai.viralclip.worker.bucket;

import java.time.Instant;

/**
 * What a listing says about an object.
 *
 * @param etag without its quotes
 * @param storedAt when it was last written, by the store's clock
 */
public record ListedObject(String key, long sizeBytes, String etag, Instant storedAt) {}
