package ai.viralclip.worker.bucket;

import java.util.Map;

/**
 * What is stored beside an object's bytes.
 *
 * @param metadata {@code x-amz-meta-*} names without their prefix, in lower case, to ASCII values: R2 gives other
 *     values back encoded
 */
public record ObjectAttributes(String contentType, String cacheControl, Map<String, String> metadata) {

    public ObjectAttributes {
        metadata = Map.copyOf(metadata);
        metadata.forEach((name, value) -> {
            if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                throw new IllegalArgumentException("metadata " + name + " is not printable ASCII");
            }
        });
    }
}
