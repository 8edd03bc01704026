package ai.viralclip.operator.deadletters;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients as this room needs them, small enough for a heap of 64 MiB. */
final class Clients {

    private static final int MIB = 1024 * 1024;

    /** A dead letter has 8 MiB at most, and headers beside it. */
    private static final int MOST_BYTES = 9 * MIB;

    /** So long do readers wait behind a transaction whose process was killed. */
    private static final int TRANSACTION_MS = 10_000;

    private static final int PATIENCE_MS = 20_000;

    private final Map<String, Object> settings;

    Clients(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Reads what is committed, belongs to no group, and makes no topic by asking for it. */
    Consumer<byte[], byte[]> reader() {
        Map<String, Object> reading = new HashMap<>(settings);
        reading.remove("group.id");
        reading.put("isolation.level", "read_committed");
        reading.put("enable.auto.commit", false);
        reading.put("auto.offset.reset", "earliest");
        reading.put("allow.auto.create.topics", false);
        reading.put("fetch.max.bytes", 2 * MIB);
        reading.put("max.partition.fetch.bytes", MIB / 2);
        reading.put("request.timeout.ms", PATIENCE_MS / 2);
        reading.put("default.api.timeout.ms", PATIENCE_MS);
        return new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** One at a time has this id: the next one fences it. */
    Producer<byte[], byte[]> transactional(String transactionalId) {
        Map<String, Object> sending = sending();
        sending.put("transactional.id", transactionalId);
        sending.put("transaction.timeout.ms", TRANSACTION_MS);
        return new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Producer<byte[], byte[]> plain() {
        return new KafkaProducer<>(sending(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    Admin admin() {
        Map<String, Object> asking = new HashMap<>(settings);
        asking.put("request.timeout.ms", PATIENCE_MS / 2);
        asking.put("default.api.timeout.ms", PATIENCE_MS);
        return Admin.create(asking);
    }

    private Map<String, Object> sending() {
        Map<String, Object> sending = new HashMap<>(settings);
        sending.remove("transactional.id");
        sending.put("acks", "all");
        sending.put("enable.idempotence", true);
        sending.put("max.request.size", MOST_BYTES);
        sending.put("buffer.memory", 2L * MOST_BYTES);
        sending.put("linger.ms", 0);
        sending.put("max.block.ms", PATIENCE_MS);
        sending.put("request.timeout.ms", PATIENCE_MS / 4);
        sending.put("delivery.timeout.ms", PATIENCE_MS);
        return sending;
    }
}
