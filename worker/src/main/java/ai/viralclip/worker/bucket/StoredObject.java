package ai.viralclip.worker.bucket;

import java.util.Map;

/** What the store says about an object. The ETag comes without its quotes, metadata names without their prefix. */
public record StoredObject(String etag, long sizeBytes, String contentType, Map<String, String> metadata) {

    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
