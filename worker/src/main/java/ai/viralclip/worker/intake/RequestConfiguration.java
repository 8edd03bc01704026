package ai.viralclip.worker.intake;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.catalog.Catalog;
import ai.viralclip.worker.catalog.HeardPurges;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    @Bean
    StoreWork storeWork(Gate gate, Patience patience) {
        return new StoreWork(gate, patience);
    }

    @Bean
    PurgeGuard purgeGuard(PurgeLedger ledger, Purge purge, StoreWork store) {
        return new PurgeGuard(ledger, purge, store);
    }

    @Bean
    ReplyRecords replyRecords(
            RequestProperties requests, TopicsProperties topics, IntakeProperties intake, StoreClock storesTime) {
        Set<String> allowed = new HashSet<>(requests.replyTopics());
        allowed.addAll(List.of(topics.clipsListed(), topics.purgeCompleted()));
        return new ReplyRecords(allowed, intake.source(), storesTime::instant);
    }

    /** Told to those who list: what a purge may have reached is looked at anew. */
    @Bean
    HeardPurges heardPurges(PurgeLedger ledger) {
        return ledger::sinceLast;
    }

    @Bean
    ListingRequests listingRequests(
            ReplyRecords replies, TopicsProperties topics, Catalog catalog, StoreWork store, InstantSource clock) {
        RequestReader reader =
                new RequestReader(new EventReader(new EventCodec(), clock), replies, topics.clipsListed());
        return new ListingRequests(reader, catalog, store, clock);
    }

    @Bean
    PurgeRequests purgeRequests(
            ReplyRecords replies,
            TopicsProperties topics,
            Purge purge,
            PurgeLedger ledger,
            KafkaAdmin admin,
            StoreWork store,
            InstantSource clock,
            StoreClock storesTime) {
        EventReader events = new EventReader(new EventCodec(), storesTime::instant);
        RequestReader reader = new RequestReader(events, replies, topics.purgeCompleted());
        ReadyBarrier barrier = new ReadyBarrier(admin, topics.clipReady());
        MarkRecords marks = new MarkRecords(topics.purges(), storesTime::instant);
        return new PurgeRequests(reader, new PurgeTask.Tools(purge, ledger, barrier, store, clock, marks));
    }

    /** The groups are named after that of the clips, so that one prefix in the brokers' rights covers them. */
    @Bean
    Requests requests(
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            KafkaProperties kafka,
            TopicsProperties topics,
            ListingRequests listings,
            PurgeRequests purges,
            PurgeLedger ledger,
            InstantSource clock,
            List<IntakeEvent.Listener> watchers,
            List<RequestEvent.Listener> listeners,
            KafkaAdmin admin,
            ApplicationEventPublisher availability) {
        RequestEvent.Listener events = RequestEvent.Listener.all(listeners);
        String group = kafka.getConsumer().getGroupId();
        return new Requests(
                new PurgeFeed(consumers, admin.getConfigurationProperties(), topics.purges(), ledger, clock),
                new DeadLetterFeed(consumers, topics.clipRenderedDlt(), clock, IntakeEvent.Listener.all(watchers)),
                List.of(
                        new RequestIntake(
                                new RequestIntake.Kind(
                                        RequestKind.LISTINGS, topics.clipsRequested(), group + "-listings"),
                                consumers,
                                producers,
                                listings,
                                clock,
                                events),
                        new RequestIntake(
                                new RequestIntake.Kind(RequestKind.PURGES, topics.purgeRequested(), group + "-purges"),
                                consumers,
                                producers,
                                purges,
                                clock,
                                events)),
                availability);
    }
}
