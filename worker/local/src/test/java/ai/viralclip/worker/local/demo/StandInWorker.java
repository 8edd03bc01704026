package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipEvent;
import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.DeadLetter;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.EventIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.local.LocalStore;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Answers as the worker would, as far as the demo can see, and with none of its care. */
final class StandInWorker implements AutoCloseable {

    private static final URI SOURCE = URI.create("urn:viralclip:stand-in");

    private final StandInBucket bucket;
    private final int answersPerClip;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Thread thread = new Thread(this::work, "stand-in-worker");
    private volatile boolean closed;

    StandInWorker(String bootstrapServers, LocalStore store, int answersPerClip) throws Exception {
        this.bucket = new StandInBucket(store);
        this.answersPerClip = answersPerClip;
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(
                            topic(Topics.CLIP_RENDERED),
                            topic(Topics.CLIP_READY),
                            topic(Topics.CLIP_FAILED),
                            topic(Topics.CLIP_RENDERED_DLT)))
                    .all()
                    .get();
        }
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        bucket.close();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1);
    }

    private void work() {
        try (consumer) {
            consumer.assign(List.of(new TopicPartition(Topics.CLIP_RENDERED, 0)));
            while (!closed) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(50))) {
                    answer(message);
                }
            }
        } catch (ContractViolation | ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(ConsumerRecord<String, byte[]> message)
            throws ContractViolation, ExecutionException, InterruptedException {
        CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();
        ClipRendered clip = CloudEvents.read(event, ClipRendered.class);
        ClipEvent answer = StandInBucket.isVideo(clip) ? ready(clip, event) : failed(clip, event, message);
        String id = EventIds.derived(event.getSource(), event.getId(), answer.type());
        CloudEvent reply = CloudEvents.of(answer, id, SOURCE, Objects.requireNonNull(event.getTime()), "clip");
        ProducerRecord<String, byte[]> out = KafkaMessageFactory.createWriter(
                        answer.type().topic(), message.key())
                .writeBinary(reply);
        for (int i = 0; i < answersPerClip; i++) {
            producer.send(out).get();
        }
    }

    private ClipReady ready(ClipRendered clip, CloudEvent event) {
        return new ClipReady(
                clip.uid(),
                clip.runId(),
                clip.style(),
                clip.n(),
                clip.highlight().title(),
                clip.highlight().description(),
                bucket.store(clip, clip.video(), "mp4", "video/mp4"),
                clip.thumbnail().map(jpeg -> bucket.store(clip, jpeg, "jpg", "image/jpeg")),
                bucket.list(clip),
                event.getId());
    }

    private ClipFailed failed(ClipRendered clip, CloudEvent event, ConsumerRecord<String, byte[]> message)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.CLIP_RENDERED_DLT, message.key(), message.value());
        letter.headers()
                .add(
                        DeadLetterHeaders.REASON,
                        Reason.WRONG_MAGIC_BYTES.wireName().getBytes(StandardCharsets.UTF_8));
        RecordMetadata place = producer.send(letter).get();
        return new ClipFailed(
                clip.uid(),
                clip.runId(),
                Optional.of(clip.style()),
                Optional.of(clip.n()),
                Reason.WRONG_MAGIC_BYTES,
                "is not an mp4",
                event.getId(),
                Optional.of(new DeadLetter(place.topic(), place.partition(), place.offset())));
    }
}
