package ai.viralclip.worker.bucket.source;

import java.util.Map;

/** {@code clip.media.s3.stores}: the settings of each store by its name. */
public record SourceStoresProperties(Map<String, SourceStoreProperties> byName) {

    public SourceStoresProperties {
        byName = Map.copyOf(byName);
    }
}
