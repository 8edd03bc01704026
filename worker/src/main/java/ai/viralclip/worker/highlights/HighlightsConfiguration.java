package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.tracing.Spans;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HighlightsConfiguration {

    @Bean
    Highlights highlights(
            ObjectStore store,
            HighlightsProperties properties,
            Spans spans,
            PurgedRenderings purged,
            InstantSource clock) {
        return new Highlights(
                store, properties.pauseBetweenWrites(), spans, purged, new Emptied(Emptied.LEFT_ALONE), clock);
    }

    @Bean
    HighlightsReader highlightsReader(ObjectStore store) {
        return new HighlightsReader(store);
    }
}
