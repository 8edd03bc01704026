package ai.viralclip.worker.requests;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.catalog.Catalog;
import ai.viralclip.worker.catalog.HeardPurges;
import ai.viralclip.worker.kafka.ConsumerLives;
import ai.viralclip.worker.kafka.EventReader;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.process.NeededTask;
import ai.viralclip.worker.process.Phase;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.verification.Verification;
import java.net.URI;
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
    ReplyRecords replyRecords(
            RequestProperties requests, TopicsProperties topics, URI eventSource, StoreClock storesTime) {
        Set<String> allowed = new HashSet<>(requests.replyTopics());
        allowed.addAll(List.of(topics.clipsListed(), topics.purgeCompleted(), topics.verifyCompleted()));
        return new ReplyRecords(allowed, eventSource, storesTime::instant);
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

    @Bean
    VerificationRequests verificationRequests(
            ReplyRecords replies,
            TopicsProperties topics,
            Verification verification,
            StoreWork store,
            InstantSource clock) {
        RequestReader reader =
                new RequestReader(new EventReader(new EventCodec(), clock), replies, topics.verifyCompleted());
        return new VerificationRequests(reader, verification, store);
    }

    /** Followed on while clips drain: those in flight are published by what is heard. */
    @Bean
    NeededTask purgesFollowed(
            ConsumerFactory<byte[], byte[]> consumers,
            KafkaAdmin admin,
            TopicsProperties topics,
            PurgeLedger ledger,
            InstantSource clock,
            ApplicationEventPublisher availability) {
        PurgeFeed feed = new PurgeFeed(consumers, admin.getConfigurationProperties(), topics.purges(), ledger, clock);
        return new NeededTask(Thread.ofPlatform().name("purges"), feed::run, Phase.FEEDS, availability);
    }

    /** Makes what consumes one kind of request. */
    interface Intakes {
        RequestIntake of(RequestKind kind, String topic, RequestHandler handler);
    }

    /** The groups are named after that of the clips, so that one prefix in the brokers' rights covers them. */
    @Bean
    Intakes requestIntakes(
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            KafkaProperties kafka,
            InstantSource clock,
            List<RequestEvent.Listener> listeners) {
        RequestEvent.Listener events = RequestEvent.Listener.all(listeners);
        String group = kafka.getConsumer().getGroupId();
        return (kind, topic, handler) -> new RequestIntake(
                new RequestIntake.Kind(kind, topic, group + "-" + kind.wireName()),
                consumers,
                producers,
                handler,
                new RequestEvents(kind, clock, events),
                new ConsumerLives(topic, clock, () -> {}));
    }

    @Bean
    Requests requests(
            Intakes intakes,
            TopicsProperties topics,
            ListingRequests listings,
            PurgeRequests purges,
            VerificationRequests verifications,
            ApplicationEventPublisher availability) {
        return new Requests(
                List.of(
                        intakes.of(RequestKind.LISTINGS, topics.clipsRequested(), listings),
                        intakes.of(RequestKind.PURGES, topics.purgeRequested(), purges),
                        intakes.of(RequestKind.VERIFICATIONS, topics.verifyRequested(), verifications)),
                availability);
    }
}
