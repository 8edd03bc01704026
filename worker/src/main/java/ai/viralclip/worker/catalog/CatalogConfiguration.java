package ai.viralclip.worker.catalog;

import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.highlights.HighlightsReader;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    Stretches stretches(HeardPurges purges, InstantSource clock) {
        return new Stretches(purges, clock);
    }

    @Bean
    Catalog catalog(
            ObjectStore store,
            HighlightsReader highlights,
            UrlSigner signer,
            Patience patience,
            Stretches stretches,
            CatalogProperties properties) {
        Patience listing = patience.on(Errand.LISTING);
        return new Catalog(
                new RunScan(store, listing), stretches, highlights, signer, listing, properties.maxPageSize());
    }
}
