package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.tracing.Spans;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HighlightsConfiguration {

    @Bean
    Highlights highlights(ObjectStore store, HighlightsProperties properties, Spans spans, PurgedRenderings purged) {
        return new Highlights(store, properties.pauseBetweenWrites(), spans, purged, new Emptied(Emptied.LEFT_ALONE));
    }

    @Bean
    HighlightsReader highlightsReader(ObjectStore store) {
        return new HighlightsReader(store);
    }
}
