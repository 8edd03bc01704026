package ai.viralclip.worker.guarantees.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.EventType;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.guarantees.promises.Published;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer of records that brokers take, because they compress well, and whose answers they may not take. */
final class OddRecords implements AutoCloseable {

    private static final URI SOURCE = URI.create("urn:viralclip:pipeline:odd");
    private static final EventCodec CODEC = new EventCodec();

    private final KafkaProducer<String, byte[]> producer;
    private final InstantSource clock;

    OddRecords(String bootstrapServers, InstantSource clock) {
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        64 * 1024 * 1024,
                        "buffer.memory",
                        128L * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** An event whose title is far too long, so that it breaks its contract. */
    Published withTitleOf(int chars, ClipRendered clip) throws ExecutionException, InterruptedException {
        String json = new String(CODEC.encode(clip), UTF_8)
                .replace("\"" + clip.highlight().title() + "\"", "\"" + "x".repeat(chars) + "\"");
        ProducerRecord<String, byte[]> record = event(clip, clip.uid() + "/" + clip.runId());
        return send(
                new ProducerRecord<>(record.topic(), null, record.key(), json.getBytes(UTF_8), record.headers()),
                clip,
                Fate.FAILED);
    }

    /** An event that keeps its contract, but for its key. */
    Published withKeyOf(int chars, ClipRendered clip, Fate fate) throws ExecutionException, InterruptedException {
        return send(event(clip, "k".repeat(chars)), clip, fate);
    }

    /** An event with a header of nobody's. */
    Published withHeaderOf(int chars, ClipRendered clip, Fate fate) throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> record = event(clip, clip.uid() + "/" + clip.runId());
        record.headers().add("x-odd", "h".repeat(chars).getBytes(UTF_8));
        return send(record, clip, fate);
    }

    /** A request whose reply is to go to this topic, with so long a correlation id. */
    void ask(EventType type, EventData request, String key, String replyTopic, int correlation)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> record = KafkaMessageFactory.createWriter(type.topic(), key)
                .writeBinary(CloudEvents.of(request, UUID.randomUUID().toString(), SOURCE, now(), key));
        record.headers().add("kafka_replyTopic", replyTopic.getBytes(UTF_8));
        record.headers().add("kafka_correlationId", "c".repeat(correlation).getBytes(UTF_8));
        producer.send(record).get();
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<String, byte[]> event(ClipRendered clip, String key) {
        return KafkaMessageFactory.createWriter(Topics.CLIP_RENDERED, key)
                .writeBinary(CloudEvents.of(
                        clip, UUID.randomUUID().toString(), SOURCE, now(), clip.uid() + "/" + clip.runId()));
    }

    private Published send(ProducerRecord<String, byte[]> record, ClipRendered clip, Fate fate)
            throws ExecutionException, InterruptedException {
        String id = new String(record.headers().lastHeader("ce_id").value(), UTF_8);
        producer.send(record).get();
        return new Published(new Rendered(id, now(), clip), fate);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
