package ai.viralclip.worker.bench;

import ai.viralclip.contracts.Topics;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.transaction.KafkaTransactionManager;

/**
 * Two workers as spring-kafka's documentation leads one to write them, in a process of its own: {@code Listeners
 * plain|batch BROKERS ENDPOINT}.
 */
final class Listeners {

    private Listeners() {}

    static void main(String[] args) throws InterruptedException {
        System.setProperty("bench.brokers", args[1]);
        System.setProperty("bench.endpoint", args[2]);
        try (var context =
                new AnnotationConfigApplicationContext(args[0].equals("plain") ? Plain.class : Batch.class)) {
            context.start();
            new CountDownLatch(1).await();
        }
    }

    private static ConcurrentKafkaListenerContainerFactory<String, byte[]> containers() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", System.getProperty("bench.brokers"));
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("session.timeout.ms", 10_000);
        settings.put("group.id", "listeners-" + UUID.randomUUID());
        var containers = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        containers.setConsumerFactory(
                new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
        containers.setConcurrency(Stage.PARTITIONS);
        return containers;
    }

    private static DefaultKafkaProducerFactory<String, byte[]> producers() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", System.getProperty("bench.brokers", ""), "acks", "all");
        return new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static SameJob job() {
        return new SameJob(URI.create(System.getProperty("bench.endpoint", "")));
    }

    /** One clip after another on each partition, stored by the listener's own thread. */
    @Configuration(proxyBeanMethods = false)
    @EnableKafka
    static class Plain {

        private final SameJob job = job();
        private final KafkaTemplate<String, byte[]> template = new KafkaTemplate<>(producers());

        @Bean
        static ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory() {
            return containers();
        }

        @KafkaListener(topics = Topics.CLIP_RENDERED)
        void on(ConsumerRecord<String, byte[]> record) {
            SameJob.Stored stored = job.store(record);
            job.list(List.of(stored));
            template.send(job.ready(stored)).join();
        }
    }

    /** Batch after batch in a transaction, the clips of a batch stored on virtual threads. */
    @Configuration(proxyBeanMethods = false)
    @EnableKafka
    static class Batch {

        private static final DefaultKafkaProducerFactory<String, byte[]> PRODUCERS = transactional();

        private final SameJob job = job();
        private final KafkaTemplate<String, byte[]> template = new KafkaTemplate<>(PRODUCERS);
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        @Bean
        static ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory() {
            ConcurrentKafkaListenerContainerFactory<String, byte[]> containers = containers();
            containers.setBatchListener(true);
            containers
                    .getContainerProperties()
                    .setKafkaAwareTransactionManager(new KafkaTransactionManager<>(PRODUCERS));
            return containers;
        }

        @KafkaListener(topics = Topics.CLIP_RENDERED)
        void on(List<ConsumerRecord<String, byte[]>> records) throws Exception {
            List<Future<SameJob.Stored>> under = records.stream()
                    .map(record -> threads.submit(() -> job.store(record)))
                    .toList();
            List<SameJob.Stored> stored = new ArrayList<>();
            for (Future<SameJob.Stored> one : under) {
                stored.add(one.get());
            }
            List<Future<?>> listed =
                    stored.stream().collect(Collectors.groupingBy(SameJob.Stored::run)).values().stream()
                            .<Future<?>>map(run -> threads.submit(() -> job.list(run)))
                            .toList();
            for (Future<?> one : listed) {
                one.get();
            }
            List<CompletableFuture<?>> sent = stored.stream()
                    .<CompletableFuture<?>>map(one -> template.send(job.ready(one)))
                    .toList();
            sent.forEach(CompletableFuture::join);
        }

        private static DefaultKafkaProducerFactory<String, byte[]> transactional() {
            DefaultKafkaProducerFactory<String, byte[]> producers = producers();
            producers.setTransactionIdPrefix("listeners-" + UUID.randomUUID());
            return producers;
        }
    }
}
