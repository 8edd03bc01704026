package ai.viralclip.worker.bucket.source;

import java.util.Map;

/**
 * The stores that media is taken from.
 *
 * @param own the one that the worker's bucket is in
 * @param others by the names that the configuration gives them
 */
public record SourceStores(SourceObjects own, Map<String, SourceObjects> others) {

    public SourceStores {
        others = Map.copyOf(others);
    }
}
