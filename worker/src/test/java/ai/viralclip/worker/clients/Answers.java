package ai.viralclip.worker.clients;

import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Topics;
import ai.viralclip.contracts.Uid;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes {@code clip-ready} in transactions, as a worker does, and may abort them. */
final class Answers implements AutoCloseable {

    private static final String EXAMPLE = "examples/clip-ready.json";

    private final String transactionalId = UUID.randomUUID().toString();
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    Answers(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", transactionalId),
                new StringSerializer(),
                new ByteArraySerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        producer.initTransactions();
    }

    /** Begins a transaction with an answer; the broker has it on return, and nobody who reads committed records. */
    void begin(String uid, int n) throws Exception {
        producer.beginTransaction();
        add(uid, n);
    }

    /** One more answer in the same transaction. */
    void add(String uid, int n) throws IOException, ContractViolation, ExecutionException, InterruptedException {
        producer.send(record(uid, n)).get();
    }

    /** Aborts the transaction; its marker is in the log on return, where the producer's own return comes before it. */
    void abort() {
        producer.abortTransaction();
        await().atMost(Exchange.SOON)
                .until(() -> admin.describeTransactions(List.of(transactionalId))
                                .description(transactionalId)
                                .get()
                                .state()
                        == TransactionState.COMPLETE_ABORT);
    }

    void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    private static ProducerRecord<String, byte[]> record(String uid, int n) throws IOException, ContractViolation {
        ClipReady example = example();
        ClipReady ready = new ClipReady(
                new Uid(uid),
                new RunId("run"),
                new Style("split"),
                n,
                example.title(),
                example.description(),
                example.video(),
                example.thumbnail(),
                example.highlightsKey(),
                example.renderedEventId());
        return KafkaMessageFactory.createWriter(Topics.CLIP_READY, uid + "/run")
                .writeBinary(CloudEvents.of(
                        ready,
                        UUID.randomUUID().toString(),
                        URI.create("/clip-storage-worker"),
                        Instant.now().atOffset(ZoneOffset.UTC),
                        "users/" + uid));
    }

    private static ClipReady example() throws IOException, ContractViolation {
        try (InputStream in = Objects.requireNonNull(EventCodec.class.getResourceAsStream(EXAMPLE), EXAMPLE)) {
            return new EventCodec().decode(in.readAllBytes(), ClipReady.class);
        }
    }
}
