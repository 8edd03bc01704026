package ai.viralclip.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.RequestFailed;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;

/** The other side, as an application of Spring's has it. */
final class Asking implements AutoCloseable {

    private final DefaultKafkaProducerFactory<String, byte[]> producers;
    private final ReplyingKafkaTemplate<String, byte[], byte[]> template;

    Asking(String bootstrapServers, String replyTopic) {
        producers = new DefaultKafkaProducerFactory<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        var consumers = new DefaultKafkaConsumerFactory<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        ContainerProperties replies = new ContainerProperties(replyTopic);
        replies.setGroupId("asking-" + UUID.randomUUID());
        template =
                new ReplyingKafkaTemplate<>(producers, new KafkaMessageListenerContainer<>(consumers, replies), false);
        template.setDefaultReplyTimeout(Duration.ofSeconds(60));
        template.setSharedReplyTopic(true);
    }

    void start() throws InterruptedException {
        template.start();
        assertThat(template.waitForAssignment(Duration.ofSeconds(60))).isTrue();
    }

    EventData ask(EventData request) throws Exception {
        return ask(record(request));
    }

    EventData ask(ProducerRecord<String, byte[]> request) throws Exception {
        ConsumerRecord<String, byte[]> reply = template.sendAndReceive(request).get(60, TimeUnit.SECONDS);
        return read(reply);
    }

    private static EventData read(ConsumerRecord<String, byte[]> reply) throws ContractViolation {
        var event = KafkaMessageFactory.createReader(reply).toEvent();
        return "ai.viralclip.clips.listed.v1".equals(event.getType())
                ? CloudEvents.read(event, ClipsListed.class)
                : CloudEvents.read(event, RequestFailed.class);
    }

    @Override
    public void close() {
        template.stop();
        producers.destroy();
    }

    static ProducerRecord<String, byte[]> record(EventData request) {
        return KafkaMessageFactory.createWriter(request.type().topic(), "u1/r1")
                .writeBinary(CloudEvents.of(
                        request,
                        UUID.randomUUID().toString(),
                        URI.create("/web"),
                        Instant.now().atOffset(ZoneOffset.UTC),
                        "users/u1/r1"));
    }
}
