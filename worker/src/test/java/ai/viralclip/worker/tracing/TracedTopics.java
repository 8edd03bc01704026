package ai.viralclip.worker.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A pipeline that traces what it publishes, and a reader of answers that looks at their headers. */
final class TracedTopics implements AutoCloseable {

    private static final URI SOURCE = URI.create("urn:viralclip:pipeline:traced");
    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;

    TracedTopics(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** @param headers names and values, beside the event's own */
    void publish(Rendered event, String... headers) throws InterruptedException, ExecutionException {
        ClipRendered clip = event.clip();
        String key = clip.uid() + "/" + clip.runId();
        ProducerRecord<String, byte[]> record = KafkaMessageFactory.<String>createWriter("clip-rendered", key)
                .writeBinary(CloudEvents.of(clip, event.id(), SOURCE, event.time(), key));
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        producer.send(record).get();
    }

    /** The event announces other bytes than there are. */
    static Rendered unlikeAnnounced(Rendered event) {
        ClipRendered clip = event.clip();
        RenderedMedia video = new RenderedMedia(
                clip.video().uri(), clip.video().sizeBytes(), Optional.of(new Sha256("0".repeat(64))));
        return new Rendered(
                event.id(),
                event.time(),
                new ClipRendered(
                        clip.uid(),
                        clip.runId(),
                        clip.videoUrl(),
                        clip.videoTitle(),
                        clip.customPrompt(),
                        clip.style(),
                        clip.highlight(),
                        video,
                        clip.thumbnail()));
    }

    /** The values of one header of every record of a topic, record by record. */
    List<List<String>> headers(String topic, String name) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        List<List<String>> found = new ArrayList<>();
        for (var records = consumer.poll(WITHIN); !records.isEmpty(); records = consumer.poll(WITHIN)) {
            records.forEach(record -> found.add(values(record, name)));
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private static List<String> values(ConsumerRecord<String, byte[]> record, String name) {
        List<String> values = new ArrayList<>();
        for (Header header : record.headers().headers(name)) {
            values.add(new String(header.value(), UTF_8));
        }
        return values;
    }
}
