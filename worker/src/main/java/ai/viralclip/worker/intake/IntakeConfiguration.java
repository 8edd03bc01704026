package ai.viralclip.worker.intake;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.bucket.Gate;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.delivery.ClipDelivery;
import ai.viralclip.worker.kafka.ConsumerLives;
import ai.viralclip.worker.kafka.DeadLetterFeed;
import ai.viralclip.worker.kafka.LogEnds;
import ai.viralclip.worker.kafka.TopicWatch;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.kafka.TransactionWatch;
import ai.viralclip.worker.process.NeededTask;
import ai.viralclip.worker.process.Phase;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.tracing.Spans;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    PurgeGuard purgeGuard(PurgeLedger ledger, Purge purge, StoreWork store) {
        return new PurgeGuard(ledger, purge, store);
    }

    @Bean
    DeliveryTask deliveryTask(
            ClipDelivery delivery,
            Gate gate,
            PurgeGuard purges,
            InstantSource clock,
            List<IntakeEvent.Listener> listeners) {
        return new DeliveryTask(delivery, gate, purges, clock, IntakeEvent.Listener.all(listeners));
    }

    @Bean
    Consumption.Loops pollLoops(
            DeliveryTask task,
            Gate gate,
            PurgeGuard purges,
            IntakeProperties intake,
            TopicsProperties topics,
            InstantSource clock,
            StoreClock storesTime,
            List<IntakeEvent.Listener> listeners,
            Spans spans) {
        IntakeEvent.Listener events = IntakeEvent.Listener.all(listeners);
        ClipReader reader = new ClipReader(new EventCodec(), storesTime::instant, spans);
        return (consumer, topic, settlement) -> {
            Partitions owned = new Partitions(task, intake.window());
            Assignment assignment = new Assignment(consumer, owned, reader, topic, events);
            Settler settler = new Settler(owned, settlement, purges, clock, events);
            return new PollLoop(consumer, assignment, settler, gate, topics.clipRendered(), events);
        };
    }

    @Bean
    Consumption.Clients clipClients(
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            KafkaAdmin admin,
            TopicsProperties topics,
            OutcomeRecords records,
            InstantSource clock,
            Spans spans) {
        return new Consumption.Clients(
                consumers::createConsumer,
                () -> TopicWatch.start(admin.getConfigurationProperties(), topics.clipRendered()),
                consumer -> new Settlement(consumer, producers, records, clock, spans));
    }

    @Bean
    Consumption clipConsumption(
            Consumption.Clients clients,
            Consumption.Loops loops,
            Gate gate,
            TopicsProperties topics,
            InstantSource clock,
            List<IntakeEvent.Listener> listeners) {
        IntakeEvent.Listener events = IntakeEvent.Listener.all(listeners);
        ConsumerLives lives =
                new ConsumerLives(topics.clipRendered(), clock, () -> events.on(new IntakeEvent.Restarted()));
        return new Consumption(clients, loops, lives, gate, clock);
    }

    @Bean
    AssignedPartitions assignedPartitions() {
        return new AssignedPartitions();
    }

    @Bean
    NeededTask transactionsWatched(
            KafkaAdmin admin,
            TopicsProperties topics,
            AssignedPartitions assigned,
            List<IntakeEvent.Listener> listeners,
            ApplicationEventPublisher availability) {
        IntakeEvent.Listener events = IntakeEvent.Listener.all(listeners);
        TransactionWatch watch = new TransactionWatch(
                new LogEnds(admin.getConfigurationProperties(), topics.clipRendered()),
                assigned,
                (ages, hanging) -> events.on(new IntakeEvent.OpenTransactions(ages, hanging)),
                System::nanoTime);
        return new NeededTask(Thread.ofVirtual().name("transaction-watch"), watch::run, Phase.FEEDS, availability);
    }

    @Bean
    OutcomeRecords outcomeRecords(TopicsProperties topics, URI eventSource, StoreClock storesTime) {
        return new OutcomeRecords(topics, eventSource, storesTime::instant);
    }

    @Bean
    NeededTask deadLettersCounted(
            ConsumerFactory<byte[], byte[]> consumers,
            TopicsProperties topics,
            InstantSource clock,
            List<IntakeEvent.Listener> listeners,
            ApplicationEventPublisher availability) {
        IntakeEvent.Listener events = IntakeEvent.Listener.all(listeners);
        DeadLetterFeed feed = new DeadLetterFeed(
                consumers,
                topics.clipRenderedDlt(),
                clock,
                now -> events.on(new IntakeEvent.LettersCounted(now.letters(), now.oldest())));
        return new NeededTask(Thread.ofVirtual().name("dead-letters"), feed::run, Phase.FEEDS, availability);
    }

    @Bean
    Intake intake(
            Consumption consumption,
            PurgeGuard purges,
            IntakeProperties properties,
            ApplicationEventPublisher availability) {
        return new Intake(consumption, purges, properties.drainTimeout(), availability);
    }

    /**
     * Which partitions of {@code clip-rendered} are this worker's, for whoever looks at them beside the poll thread.
     */
    static final class AssignedPartitions implements IntakeEvent.Listener, Supplier<Set<Integer>> {

        private volatile Set<Integer> now = Set.of();

        @Override
        public Set<Integer> get() {
            return now;
        }

        @Override
        public void on(IntakeEvent event) {
            if (event instanceof IntakeEvent.Assigned(var partitions)) {
                now = partitions;
            }
        }
    }
}
