package ai.viralclip.worker.local;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.Topics;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The pipeline's side: publishes {@code clip-rendered}, as CloudEvents in Kafka's binary mode. */
public final class RenderedClips implements AutoCloseable {

    private static final Duration TOPIC_WITHIN = Duration.ofSeconds(30);
    /** {@code ce_source} of what is published. */
    public static final URI SOURCE = URI.create("urn:viralclip:pipeline:local");

    private final KafkaProducer<String, byte[]> producer;
    private final InstantSource clock;

    private RenderedClips(KafkaProducer<String, byte[]> producer, InstantSource clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /** One published event: its CloudEvents id and time, and its data. */
    public record Rendered(String id, OffsetDateTime time, ClipRendered clip) {}

    /** Connects; {@code acks=all} and idempotent, so that an event is there once when {@code publish} returns. */
    public static RenderedClips connect(String bootstrapServers, InstantSource clock) {
        return connect(bootstrapServers, clock, TOPIC_WITHIN);
    }

    /** @param topicWithin how long a publication waits for its topic, and for brokers that are away */
    static RenderedClips connect(String bootstrapServers, InstantSource clock, Duration topicWithin) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                // A new partition takes any batch of a producer that it does not know yet: with several under way, the
                // second may be in before the first, and then the first is refused for good.
                "max.in.flight.requests.per.connection",
                1,
                "max.block.ms",
                topicWithin.toMillis());
        return new RenderedClips(
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()), clock);
    }

    /** Publishes one clip, rendered now. */
    public Rendered publish(ClipRendered clip) {
        return publish(List.of(clip)).getFirst();
    }

    /** Publishes clips, rendered now, in this order; they are in the log on return. */
    public List<Rendered> publish(List<ClipRendered> clips) {
        List<Rendered> events = clips.stream().map(this::renderNow).toList();
        publishAsIs(events);
        return events;
    }

    /** The event that announces a clip that was rendered now; not published yet. */
    public Rendered renderNow(ClipRendered clip) {
        return new Rendered(UUID.randomUUID().toString(), clock.instant().atOffset(ZoneOffset.UTC), clip);
    }

    /** Publishes events with the ids and times that they have, e.g. once more. */
    public void publishAsIs(List<Rendered> events) {
        publishKeyed(events, event -> event.clip().uid() + "/" + event.clip().runId());
    }

    /** Publishes events under keys of the caller's making, as a producer does that breaks the contract. */
    public void publishKeyed(List<Rendered> events, Function<Rendered, String> key) {
        requireTopic();
        List<Future<RecordMetadata>> sent =
                events.stream().map(event -> send(event, key.apply(event))).toList();
        sent.forEach(RenderedClips::join);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** Once for all: each send to a topic that is not there would wait as long again. */
    private void requireTopic() {
        try {
            producer.partitionsFor(Topics.CLIP_RENDERED);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "there is no topic " + Topics.CLIP_RENDERED + "; the worker creates it when it starts", e);
        }
    }

    private Future<RecordMetadata> send(Rendered rendered, String key) {
        ClipRendered clip = rendered.clip();
        String subject = clip.uid() + "/" + clip.runId() + "/clip_" + clip.style() + "_" + clip.n();
        CloudEvent event = CloudEvents.of(clip, rendered.id(), SOURCE, rendered.time(), subject);
        ProducerRecord<String, byte[]> message =
                KafkaMessageFactory.createWriter(Topics.CLIP_RENDERED, key).writeBinary(event);
        return producer.send(message);
    }

    private static void join(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a clip-rendered: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while clip-rendered was published", e);
        }
    }
}
