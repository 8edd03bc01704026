package ai.viralclip.worker.verification;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Parallel;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.highlights.HighlightsReader;
import ai.viralclip.worker.kafka.TopicPages;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.purge.PurgeLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {

    /** Requests to the store at one time: few beside those of clips. */
    private static final int AT_ONCE = 8;

    @Bean
    Verification verification(
            ObjectStore store,
            HighlightsReader highlights,
            Patience patience,
            Settled settled,
            TopicPages pages,
            TopicsProperties topics) {
        Patience patient = patience.on(Errand.VERIFICATION);
        return over(
                new Bucket(store, highlights, patient),
                settled,
                new Topics(
                        topics.clipReady(),
                        place -> pages.read(topics.clipReady(), ClipReady.class, place),
                        topics.clipRenderedDlt(),
                        place -> pages.read(topics.clipRenderedDlt(), ClipRendered.class, place)),
                PageReport.Bounds.USUAL);
    }

    /** What is looked at. */
    record Bucket(ObjectStore store, HighlightsReader highlights, Patience patience) {}

    /** What it is held against. */
    record Topics(
            String ready,
            RecordWalk.Records<ClipReady> answers,
            String dead,
            RecordWalk.Records<ClipRendered> letters) {}

    static Verification over(Bucket bucket, Settled settled, Topics topics, PageReport.Bounds bounds) {
        Parallel parallel = new Parallel(AT_ONCE);
        ObjectStore store = bucket.store();
        Patience patience = bucket.patience();
        RunEntries entries = new RunEntries(store, bucket.highlights(), patience, settled);
        FileCheck files = new FileCheck(store, patience, parallel, settled);
        AnswerCheck answers = new AnswerCheck(store, patience, settled);
        LetterCheck letters = new LetterCheck(store, bucket.highlights(), patience);
        return new Verification(
                new BucketWalk(store, patience, entries, files, settled),
                new UploadWalk(store, patience, settled),
                new RecordWalk<>(topics.ready(), topics.answers(), parallel, answers::judge),
                new RecordWalk<>(topics.dead(), topics.letters(), parallel, letters::judge),
                bounds);
    }

    @Bean
    Settled settled(PurgeLedger ledger, VerificationProperties properties, StoreClock storesTime) {
        return new Settled(Settled.Standings.of(ledger), properties.settledAfter(), storesTime::instant);
    }
}
