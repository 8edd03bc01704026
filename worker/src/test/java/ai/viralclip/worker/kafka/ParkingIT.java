package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.brokers.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Logs in which one byte is another one than was written, on a real broker. */
class ParkingIT {

    private static final String TOPIC = "clip-rendered";
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int BATCHES = 6;

    /** What is broken of which batch; the partition's number is its place here. */
    private enum Flip {
        VALUE(2, 80, 0x01),
        VALUE_OF_THE_FIRST(0, 80, 0x01),
        CHECKSUM(3, 17, 0x80),
        ATTRIBUTES(1, 22, 0x07),
        MAGIC(2, 16, 0x05),
        MAGIC_OF_THE_FIRST(0, 16, 0x05),
        COUNT(4, 57, 0x80),
        LENGTH(2, 11, 0x01);

        private final int batch;
        private final int at;
        private final int bits;

        Flip(int batch, int at, int bits) {
            this.batch = batch;
            this.at = at;
            this.bits = bits;
        }

        int partition() {
            return List.of(values()).indexOf(this);
        }

        static Set<Integer> partitions() {
            return Stream.of(values()).map(Flip::partition).collect(Collectors.toSet());
        }
    }

    /** So many, beside those that are broken, are as they were written. */
    private static final int SOUND = 2;

    private static final int PARTITIONS = Flip.values().length + SOUND;

    @TempDir
    Path directory;

    private final Map<Integer, TreeMap<Long, Integer>> read = new HashMap<>();
    private Set<Integer> parked = Set.of();

    @Test
    void anUnreadablePartitionIsParkedAloneUntilItHeals() throws Exception {
        try (Broker broker = Brokers.chosen().one(directory)) {
            create(broker);
            for (int batch = 0; batch < BATCHES; batch++) {
                publish(broker, batch);
            }
            assumeThat(log(0))
                    .as("the logs of brokers in containers are no files of this machine")
                    .exists();
            flipAll();
            // Time passes ten times as fast.
            try (Consumer<byte[], byte[]> consumer = consumer(broker)) {
                Parking parking = new Parking(consumer, this::parked, () -> System.nanoTime() * 10);
                await().atMost(WITHIN).until(() -> {
                    poll(parking);
                    return parked.equals(Flip.partitions()) && soundOnesHave(BATCHES);
                });
                publish(broker, BATCHES);
                await("others go on").atMost(WITHIN).until(() -> {
                    poll(parking);
                    return soundOnesHave(BATCHES + 1);
                });
                for (Flip flip : Flip.values()) {
                    assertThat(read.getOrDefault(flip.partition(), new TreeMap<>())
                                    .keySet())
                            .as("nothing is skipped: %s", flip)
                            .hasSize(flip.batch);
                }

                flipAll();

                await("healed").atMost(WITHIN).until(() -> {
                    poll(parking);
                    return parked.isEmpty() && allHave(BATCHES + 1);
                });
            }
        }
        assertThat(read.values())
                .allSatisfy(offsets -> assertThat(offsets.values()).containsOnly(1));
    }

    private void poll(Parking parking) {
        parking.poll(Duration.ofMillis(50))
                .forEach(record -> read.computeIfAbsent(record.partition(), p -> new TreeMap<>())
                        .merge(record.offset(), 1, Integer::sum));
    }

    private void parked(Set<TopicPartition> now) {
        parked = now.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    private boolean soundOnesHave(int records) {
        return IntStream.range(Flip.values().length, PARTITIONS).allMatch(partition -> has(partition, records));
    }

    private boolean allHave(int records) {
        return IntStream.range(0, PARTITIONS).allMatch(partition -> has(partition, records));
    }

    private boolean has(int partition, int records) {
        return read.getOrDefault(partition, new TreeMap<>()).size() == records;
    }

    /** Once it breaks them, and once more it mends them. */
    private void flipAll() throws IOException {
        for (Flip flip : Flip.values()) {
            try (LogFile log = LogFile.of(log(flip.partition()))) {
                log.flip(log.batch(flip.batch) + flip.at, flip.bits);
            }
        }
    }

    private Path log(int partition) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(Path.of(TOPIC + "-" + partition, "00000000000000000000.log")))
                    .findFirst()
                    .orElse(directory.resolve("none"));
        }
    }

    private static void publish(Broker broker, int batch) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "compression.type", codec(batch));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                byte[] value = ("clip " + batch + " " + "x".repeat(100)).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(TOPIC, partition, null, value))
                        .get();
            }
        }
    }

    private static String codec(int batch) {
        return List.of("none", "zstd", "gzip", "lz4", "snappy").get(batch % 5);
    }

    private static Consumer<byte[], byte[]> consumer(Broker broker) {
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(
                new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "parking")));
        AsShipped.consumers(consumers);
        Consumer<byte[], byte[]> consumer = consumers.createConsumer();
        consumer.subscribe(List.of(TOPIC));
        return consumer;
    }

    private static void create(Broker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Set<NewTopic> topics = new HashSet<>();
            topics.add(new NewTopic(TOPIC, PARTITIONS, (short) 1));
            admin.createTopics(topics).all().get();
        }
    }
}
