package ai.viralclip.worker.local.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterTopics;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters on topics of their own, as a worker leaves them, and what becomes of them. */
record PutAside(String bootstrapServers, DeadLetterTopics topics) {

    static final int PARTITIONS = 3;

    /** Topics of a test of its own, on a broker that tests share. */
    static PutAside on(String bootstrapServers, String test) throws Exception {
        PutAside aside = new PutAside(
                bootstrapServers, new DeadLetterTopics(test + "-rendered", test + "-dlt", test + "-journal"));
        aside.create(aside.topics.rendered());
        aside.create(aside.topics.deadLetters());
        return aside;
    }

    void create(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)
                            .configs(Map.of("max.message.bytes", Integer.toString(4 * 1024 * 1024)))))
                    .all()
                    .get();
        }
    }

    void delete(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    DeadLetters operator() {
        return DeadLetters.of(Map.of("bootstrap.servers", bootstrapServers), topics, InstantSource.system());
    }

    /** As fast as it goes. */
    AuditEntry replay(String... which) {
        return operator()
                .carryOut(
                        operator().planReplay(Selection.parse(List.of(which)), false),
                        new Terms("ana", "mended", 10_000, Long.MAX_VALUE, false),
                        Watcher.NONE);
    }

    /** A letter of the event with this id, as text; more headers replace those that it has. */
    record Aside(String eventId, String reason, Optional<String> value, Map<String, String> more) {

        Aside(String eventId, String reason) {
            this(eventId, reason, Optional.of("{\"uid\":\"ana\",\"n\":1.50,\"id\":\"" + eventId + "\"}"), Map.of());
        }

        Aside with(String header, String text) {
            Map<String, String> all = new HashMap<>(more);
            all.put(header, text);
            return new Aside(eventId, reason, value, all);
        }

        Aside of(Optional<String> other) {
            return new Aside(eventId, reason, other, more);
        }
    }

    /** Many of one reason, their ids numbered. */
    void add(String reason, int from, int to) throws Exception {
        add(IntStream.range(from, to)
                .mapToObj(number -> new Aside("event-" + number, reason))
                .toList());
    }

    /**
     * All of them are there on return. Not idempotent: on partitions that were made a moment ago a broker may take a
     * producer's second batch for its first one, and then refuse that one for ever.
     */
    void add(List<Aside> letters) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.request.size",
                8 * 1024 * 1024,
                "linger.ms",
                5,
                "enable.idempotence",
                false,
                "max.in.flight.requests.per.connection",
                1);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < letters.size(); i++) {
                sent.add(producer.send(record(letters.get(i), i)));
            }
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private ProducerRecord<byte[], byte[]> record(Aside letter, int number) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", letter.eventId());
        headers.put("ce_source", "/pipeline");
        headers.put("ce_type", "ai.viralclip.clip.rendered.v1");
        headers.put("ce_time", "2026-11-28T08:00:00Z");
        headers.put("content-type", "application/json");
        headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        headers.put("x-internal", "not for the second time");
        headers.put(DeadLetterHeaders.REASON, letter.reason());
        headers.put(DeadLetterHeaders.DETAIL, "for a test");
        headers.put(DeadLetterHeaders.ORIGIN_TOPIC, topics.rendered());
        headers.put(DeadLetterHeaders.ORIGIN_PARTITION, Integer.toString(number % PARTITIONS));
        headers.put(DeadLetterHeaders.ORIGIN_OFFSET, Integer.toString(number));
        headers.put(
                DeadLetterHeaders.ORIGIN_TIMESTAMP,
                Long.toString(Instant.parse("2026-11-28T08:00:01Z").toEpochMilli()));
        headers.put(DeadLetterHeaders.ATTEMPTS, "10");
        headers.put(DeadLetterHeaders.REPLAYS, "0");
        headers.putAll(letter.more());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.deadLetters(),
                number % PARTITIONS,
                ("ana/run-" + number % 7).getBytes(UTF_8),
                letter.value().map(text -> text.getBytes(UTF_8)).orElse(null));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    /** What a reader of committed records sees of a topic, from its beginning to its end. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    List<ConsumerRecord<byte[], byte[]>> replayed() {
        return committed(topics.rendered());
    }

    /** The ids of the events on the topic of rendered clips, as often as they are there. */
    List<String> replayedIds() {
        return replayed().stream().map(record -> header(record, "ce_id")).toList();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
