package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.highlights.Highlights;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PurgeConfiguration {

    @Bean
    PurgeLedger purgeLedger(InstantSource clock) {
        return new PurgeLedger(clock);
    }

    @Bean
    Purge purge(ObjectStore store, Highlights highlights, Patience patience, InstantSource clock) {
        return over(store, highlights, patience, clock);
    }

    static Purge over(ObjectStore store, Highlights highlights, Patience patience, InstantSource clock) {
        Parallel parallel = new Parallel();
        Sweep sweep = new Sweep(
                store,
                patience,
                new RenderedTimes(store, patience, parallel),
                new Deletion(store, patience),
                new Documents(highlights, patience, parallel));
        return new Purge(sweep, highlights, patience, clock);
    }
}
