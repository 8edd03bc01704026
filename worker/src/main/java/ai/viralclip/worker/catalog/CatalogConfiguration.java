package ai.viralclip.worker.catalog;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.highlights.HighlightsReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    Catalog catalog(
            ObjectStore store,
            HighlightsReader highlights,
            UrlSigner signer,
            Patience patience,
            CatalogProperties properties) {
        return new Catalog(new RunScan(store, patience), highlights, signer, patience, properties.maxPageSize());
    }
}
