package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Parallel;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.highlights.PurgedRenderings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PurgeConfiguration {

    /** Requests to the store of all purges of this worker together. */
    private static final int AT_ONCE = 16;

    @Bean
    PurgeLedger purgeLedger(InstantSource clock, PurgeProperties properties) {
        return new PurgeLedger(clock, properties.keep());
    }

    /** Told to those who store: what a purge reaches is not written any more. */
    @Bean
    PurgedRenderings purgedRenderings(PurgeLedger ledger) {
        return (uid, runId, renderedAt) ->
                ledger.standing(uid, runId).reaching(renderedAt).isPresent();
    }

    @Bean
    Purge purge(ObjectStore store, Highlights highlights, Patience patience, InstantSource clock) {
        return over(store, highlights, patience, clock);
    }

    static Purge over(ObjectStore store, Highlights highlights, Patience patience, InstantSource clock) {
        Parallel parallel = new Parallel(AT_ONCE);
        return new Purge(
                sweep(store, highlights, patience.on(Errand.PURGE), parallel, clock),
                withdrawal(store, patience.on(Errand.WITHDRAWAL), parallel, clock),
                highlights,
                patience.on(Errand.WITHDRAWAL),
                clock);
    }

    private static Sweep sweep(
            ObjectStore store, Highlights highlights, Patience patience, Parallel parallel, InstantSource clock) {
        return new Sweep(
                store,
                patience,
                new RenderedTimes(store, patience, parallel),
                new BatchDelete(store, patience),
                new Documents(highlights, patience, parallel),
                clock);
    }

    private static Withdrawal withdrawal(ObjectStore store, Patience patience, Parallel parallel, InstantSource clock) {
        return new Withdrawal(
                store, patience, new RenderedTimes(store, patience, parallel), new BatchDelete(store, patience), clock);
    }
}
