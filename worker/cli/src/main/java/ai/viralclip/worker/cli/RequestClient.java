package ai.viralclip.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.EventType;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.RequestFailed;
import ai.viralclip.contracts.VerifyCompleted;
import ai.viralclip.contracts.VerifyRequested;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
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

/** Asks the worker, and waits for its reply; with a Kafka client and nothing else. Used by one thread. */
public final class RequestClient implements AutoCloseable {

    /** As Spring's {@code ReplyingKafkaTemplate} names them. */
    private static final String REPLY_TOPIC = "kafka_replyTopic";

    private static final String CORRELATION_ID = "kafka_correlationId";
    private static final URI SOURCE = URI.create("/clips");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final InstantSource clock;

    private RequestClient(
            KafkaProducer<String, byte[]> producer, KafkaConsumer<String, byte[]> consumer, InstantSource clock) {
        this.producer = producer;
        this.consumer = consumer;
        this.clock = clock;
    }

    /** Connects with these Kafka client settings; {@code bootstrap.servers} at least. */
    public static RequestClient connect(Map<String, Object> settings, InstantSource clock) {
        Map<String, Object> sending = new HashMap<>(settings);
        sending.put("acks", "all");
        sending.put("max.block.ms", 20_000);
        // Its end waits so long for brokers that do not answer, whatever time it is given.
        sending.putIfAbsent("request.timeout.ms", 5_000);
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put("isolation.level", "read_committed");
        reading.put("allow.auto.create.topics", false);
        return new RequestClient(
                new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer()),
                new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer()),
                clock);
    }

    /** Asks for a page of a run's clips. */
    public ClipsListed list(ClipsRequested request, Duration limit) throws RequestRefused {
        return ask(request, request.uid() + "/" + request.runId(), EventType.CLIPS_LISTED, ClipsListed.class, limit);
    }

    /** Asks for a purge, and waits for its receipt. */
    public PurgeCompleted purge(PurgeRequested request, Duration limit) throws RequestRefused {
        return ask(request, request.uid().value(), EventType.PURGE_COMPLETED, PurgeCompleted.class, limit);
    }

    /** Asks for a page of a verification. */
    public VerifyCompleted verify(VerifyRequested request, Duration limit) throws RequestRefused {
        String key = request.uid()
                .map(uid -> uid + request.runId().map(run -> "/" + run).orElse(""))
                .orElse("");
        return ask(request, key, EventType.VERIFY_COMPLETED, VerifyCompleted.class, limit);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    private <R extends EventData> R ask(EventData request, String key, EventType reply, Class<R> type, Duration limit)
            throws RequestRefused {
        List<TopicPartition> partitions = consumer.partitionsFor(reply.topic(), limit).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("the brokers have no topic " + reply.topic()
                    + "; a worker makes it when it starts: are these the worker's brokers?");
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Positions are looked up when they are needed; a reply may come before that.
        partitions.forEach(consumer::position);
        byte[] correlation = UUID.randomUUID().toString().getBytes(UTF_8);
        send(request, key, reply.topic(), correlation);
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Header header = record.headers().lastHeader(CORRELATION_ID);
                if (header != null && Arrays.equals(header.value(), correlation)) {
                    return read(record, type);
                }
            }
        }
        throw new IllegalStateException("no reply on " + reply.topic() + " within " + limit.toSeconds()
                + " s; is a worker running, and does its readiness say that it is well?");
    }

    private void send(EventData request, String key, String replyTopic, byte[] correlation) {
        CloudEvent event = CloudEvents.of(
                request,
                UUID.randomUUID().toString(),
                SOURCE,
                clock.instant().atOffset(ZoneOffset.UTC),
                "users/" + key);
        ProducerRecord<String, byte[]> record =
                KafkaMessageFactory.createWriter(request.type().topic(), key).writeBinary(event);
        record.headers().add(REPLY_TOPIC, replyTopic.getBytes(UTF_8)).add(CORRELATION_ID, correlation);
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take the request: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a request was sent", e);
        }
    }

    private static <R extends EventData> R read(ConsumerRecord<String, byte[]> record, Class<R> type)
            throws RequestRefused {
        CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
        try {
            if (EventType.REQUEST_FAILED.typeName().equals(event.getType())) {
                throw new RequestRefused(CloudEvents.read(event, RequestFailed.class));
            }
            return CloudEvents.read(event, type);
        } catch (ContractViolation e) {
            throw new IllegalStateException("the reply breaks its contract: " + e.getMessage(), e);
        }
    }
}
