package ai.viralclip.worker.intake;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.bucket.BucketProbe;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.delivery.ClipDelivery;
import ai.viralclip.worker.purge.PurgeProperties;
import ai.viralclip.worker.tracing.Spans;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    Gate gate(InstantSource clock, List<IntakeEvent.Listener> listeners) {
        return new Gate(clock, IntakeEvent.Listener.all(listeners));
    }

    @Bean
    TopicProvisioning topicProvisioning(
            KafkaAdmin admin,
            TopicsProperties topics,
            RequestProperties requests,
            UrlProperties urls,
            PurgeProperties purges) {
        return new TopicProvisioning(admin, topics, requests.replyTopics(), urls.ttl(), purges.keep());
    }

    @Bean
    KafkaProof kafkaProof(
            TopicProvisioning provisioning,
            TopicsProperties topics,
            KafkaAdmin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers) {
        List<String> read =
                List.of(topics.clipRendered(), topics.clipsRequested(), topics.purgeRequested(), topics.purges());
        return new KafkaProof(provisioning, read, admin, consumers, producers);
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
        RecordReader reader = new RecordReader(new EventCodec(), storesTime::instant, spans);
        return (consumer, topic, settlement) -> {
            Queue<Finished> finished = new ConcurrentLinkedQueue<>();
            Works works = new Works(task, finished, intake.window());
            Assignment assignment = new Assignment(consumer, works, reader, topic, events);
            Settler settler = new Settler(works, finished, settlement, purges, clock, events);
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
            InstantSource clock,
            List<IntakeEvent.Listener> listeners) {
        return new Consumption(clients, loops, gate, clock, IntakeEvent.Listener.all(listeners));
    }

    @Bean
    AssignedPartitions assignedPartitions() {
        return new AssignedPartitions();
    }

    @Bean
    TransactionWatch transactionWatch(
            KafkaAdmin admin,
            TopicsProperties topics,
            AssignedPartitions assigned,
            List<IntakeEvent.Listener> listeners,
            ApplicationEventPublisher availability) {
        return new TransactionWatch(
                new LogEnds(admin.getConfigurationProperties(), topics.clipRendered()),
                assigned,
                IntakeEvent.Listener.all(listeners),
                System::nanoTime,
                availability);
    }

    @Bean
    OutcomeRecords outcomeRecords(TopicsProperties topics, IntakeProperties intake, StoreClock storesTime) {
        return new OutcomeRecords(topics, intake.source(), storesTime::instant);
    }

    @Bean
    Intake intake(
            KafkaProof kafka,
            BucketProbe probe,
            Gate gate,
            Consumption consumption,
            Requests requests,
            PurgeGuard purges,
            IntakeProperties properties,
            ApplicationEventPublisher availability) {
        BucketWatch watch = new BucketWatch(probe::check, gate);
        return new Intake(kafka, watch, consumption, requests, purges, properties.drainTimeout(), availability);
    }
}
