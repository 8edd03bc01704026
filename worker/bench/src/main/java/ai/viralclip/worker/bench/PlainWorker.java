package ai.viralclip.worker.bench;

import ai.viralclip.contracts.Topics;
import java.net.URI;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The plain {@code @KafkaListener} as a Spring Boot application: one listener, auto-configured clients, the actuator on
 * Tomcat. For what a start costs.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class PlainWorker {

    private final SameJob job;
    private final KafkaTemplate<String, byte[]> template;

    PlainWorker(@Value("${bench.endpoint}") URI endpoint, KafkaTemplate<String, byte[]> template) {
        this.job = new SameJob(endpoint);
        this.template = template;
    }

    static void main(String[] args) {
        SpringApplication.run(PlainWorker.class, args);
    }

    @KafkaListener(topics = Topics.CLIP_RENDERED)
    void on(ConsumerRecord<String, byte[]> record) {
        SameJob.Stored stored = job.store(record);
        job.list(List.of(stored));
        template.send(job.ready(stored)).join();
    }
}
