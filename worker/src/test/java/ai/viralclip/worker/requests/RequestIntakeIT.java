package ai.viralclip.worker.requests;

import ai.viralclip.worker.kafka.ConsumerLives;

import ai.viralclip.worker.kafka.AsShipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Workers that take requests from each other, and replies that cannot be written, against a real broker. */
class RequestIntakeIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TOO_LARGE = 2_000_000;

    @TempDir
    static Path directory;

    private static Broker broker;

    private final String test = UUID.randomUUID().toString();
    private final String requests = "requests-" + test;
    private final String replies = "replies-" + test;
    private final String marks = "marks-" + test;
    private final List<RequestEvent> told = new CopyOnWriteArrayList<>();
    private final List<RequestIntake> running = new ArrayList<>();
    private Admin admin;
    private Producer<byte[], byte[]> producer;

    @BeforeAll
    static void startBroker() {
        broker = Brokers.chosen().one(directory);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(List.of(requests, replies, marks).stream()
                        .map(name -> new NewTopic(name, 1, (short) 1))
                        .toList())
                .all()
                .get();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (RequestIntake intake : running) {
            intake.stop();
        }
        producer.close();
        admin.close();
    }

    /** Where a worker is frozen until another one has ended its request. */
    enum Frozen {
        BEFORE_IT_ANNOUNCES,
        WHILE_IT_WORKS
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatWakesTellsNothingOfARequestThatAnotherEnded(Frozen moment) throws Exception {
        CountDownLatch thaw = new CountDownLatch(1);
        CountDownLatch frozen = new CountDownLatch(1);
        Work first = new Work("a");
        Runnable freeze = () -> {
            frozen.countDown();
            uninterrupted(thaw);
        };
        if (moment == Frozen.BEFORE_IT_ANNOUNCES) {
            first.onTake = freeze;
        } else {
            first.onProgress = freeze;
            first.ends = new CountDownLatch(1);
        }
        ask("1");
        launch(first, Map.of("max.poll.interval.ms", 2_000));
        frozen.await();

        RequestIntake second = launch(new Work("b"), Map.of());
        await().atMost(SOON).until(() -> values(marks).contains("b ended 0"));
        thaw.countDown();
        second.stop();
        first.ends.countDown();
        first.onTake = () -> {};
        first.onProgress = () -> {};
        ask("2");

        await().atMost(SOON).until(() -> values(marks).contains("a ended 1"));
        List<String> expected = new ArrayList<>(List.of("b running 0", "b ended 0", "a running 1", "a ended 1"));
        if (moment == Frozen.WHILE_IT_WORKS) {
            expected.addFirst("a running 0");
        }
        assertThat(values(marks)).isEqualTo(expected);
        assertThat(values(replies)).containsExactly("b done 0", "a done 1");
    }

    @Test
    void workersThatComeAndGoDoNotBreakARequestOffWhosePartitionStays() throws Exception {
        Work work = new Work("a");
        work.ends = new CountDownLatch(1);
        ask("1");
        launch(work, Map.of());
        await().atMost(SOON).until(() -> work.begun.get() == 1);

        // Slow to say that it has heard of a rebalance: until then nobody is through with it.
        try (Consumer<byte[], byte[]> slow = consumers(Map.of()).createConsumer(group(), null, null)) {
            join(slow, slow, work);
            for (int i = 0; i < 3; i++) {
                try (Consumer<byte[], byte[]> other = consumers(Map.of()).createConsumer(group(), null, null)) {
                    join(other, slow, work);
                }
            }
        }
        work.ends.countDown();

        await().atMost(SOON).until(() -> values(replies).contains("a done 0"));
        assertThat(work.begun).hasValue(1);
        assertThat(work.taken).hasValue(1);
        assertThat(values(marks)).containsExactly("a running 0", "a ended 0");
    }

    private void join(Consumer<byte[], byte[]> other, Consumer<byte[], byte[]> slow, Work work) {
        other.subscribe(List.of(requests));
        int before = work.progress.get();
        await().atMost(SOON).pollInterval(Duration.ofMillis(600)).until(() -> {
            slow.poll(Duration.ofMillis(10));
            other.poll(Duration.ofMillis(100));
            return other.groupMetadata().generationId() > 0 && work.progress.get() > before + 20;
        });
    }

    @Test
    void aReplyToAGoneTopicIsReplacedByAFailureOnTheDefaultTopic() throws Exception {
        Work work = new Work("a");
        work.atOnce = 3;
        work.replyTo = offset -> offset == 1 ? "gone-" + test : replies;
        ask("1", "2", "3");
        long began = System.nanoTime();
        launch(work, Map.of());

        await().atMost(SOON).until(() -> values(replies).size() == 3);

        assertThat(values(replies)).containsExactlyInAnyOrder("a done 0", "a not written 1", "a done 2");
        assertThat(values(marks)).contains("a ended 0", "a ended 1", "a ended 2");
        assertThat(told).contains(new RequestEvent.Failed(RequestReason.REPLY_NOT_WRITTEN));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aReplyThatIsTooLargeStopsItselfAlone() throws Exception {
        Work work = new Work("a");
        work.replyBytes = offset -> offset == 0 ? TOO_LARGE : 0;
        ask("1", "2");
        launch(work, Map.of());

        await().atMost(SOON).until(() -> values(replies).size() == 2);

        assertThat(values(replies)).containsExactly("a not written 0", "a done 1");
        assertThat(values(marks)).containsExactly("a running 0", "a ended 0", "a running 1", "a ended 1");
    }

    @Test
    void whatCannotBeAnsweredAtAllIsCountedAndItsEndIsToldAllTheSame() throws Exception {
        admin.deleteTopics(List.of(replies)).all().get();
        ask("1", "2");
        launch(new Work("a"), Map.of());

        await().atMost(SOON).until(() -> values(marks).contains("a ended 1"));
        await().atMost(SOON).until(() -> committed() == 2);

        assertThat(told.stream().filter(new RequestEvent.Unanswered(RequestKind.PURGES)::equals))
                .hasSize(2);
    }

    @Test
    void whatIsToldOfRequestsThatNobodyWorksOnIsTakenBack() {
        Work work = new Work("a");
        work.stray.set(Optional.of(7L));
        launch(work, Map.of());

        await().atMost(SOON).until(() -> values(marks).contains("a ended 7"));
        work.stray.set(Optional.empty());

        assertThat(committed()).isZero();
    }

    private long committed() {
        try (Consumer<byte[], byte[]> reader = consumers(Map.of()).createConsumer(group(), null, null)) {
            TopicPartition partition = new TopicPartition(requests, 0);
            return Optional.ofNullable(reader.committed(Set.of(partition)).get(partition))
                    .map(commit -> commit.offset())
                    .orElse(-1L);
        }
    }

    private void ask(String... values) throws Exception {
        for (String value : values) {
            producer.send(new ProducerRecord<>(requests, value.getBytes(UTF_8))).get();
        }
    }

    private List<String> values(String topic) {
        try (Consumer<byte[], byte[]> reader = consumers(Map.of()).createConsumer("reader-" + test, null, null)) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            long end = reader.endOffsets(partitions).getOrDefault(partitions.getFirst(), 0L);
            List<String> values = new ArrayList<>();
            while (reader.position(partitions.getFirst()) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> values.add(new String(record.value(), UTF_8)));
            }
            return values;
        }
    }

    private String group() {
        return "requests-group-" + test;
    }

    private RequestIntake launch(Work work, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        settings.put("max.block.ms", 4_000); // how long a reply to a topic that is gone is tried
        settings.put("transaction.timeout.ms", 10_000);
        DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(settings);
        producers.setTransactionIdPrefix(test + work.name);
        AsShipped.producers(producers);
        RequestIntake intake = new RequestIntake(
                new RequestIntake.Kind(RequestKind.PURGES, requests, group()),
                consumers(more),
                producers,
                work,
                new RequestEvents(RequestKind.PURGES, InstantSource.system(), told::add),
                new ConsumerLives(requests, InstantSource.system(), () -> {}));
        running.add(intake);
        intake.start(event -> {});
        return intake;
    }

    private static DefaultKafkaConsumerFactory<byte[], byte[]> consumers(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        settings.put("heartbeat.interval.ms", 500);
        settings.put("session.timeout.ms", 6_000);
        settings.putAll(more);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings);
        AsShipped.consumers(consumers);
        return consumers;
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Requests that are announced, worked on until told otherwise, and ended. */
    private final class Work implements RequestHandler {

        private final String name;
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger progress = new AtomicInteger();
        private final AtomicReference<Optional<Long>> stray = new AtomicReference<>(Optional.empty());
        private volatile Runnable onTake = () -> {};
        private volatile Runnable onProgress = () -> {};
        private volatile CountDownLatch ends = new CountDownLatch(0);
        private LongFunction<String> replyTo = offset -> replies;
        private LongToIntFunction replyBytes = offset -> 0;
        private int atOnce = 1;

        Work(String name) {
            this.name = name;
        }

        @Override
        public int atOnce() {
            return atOnce;
        }

        @Override
        public List<ProducerRecord<byte[], byte[]>> corrections(int partition, Set<Long> atWork) {
            return stray.get().stream().map(offset -> mark("ended", offset)).toList();
        }

        @Override
        public RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> from) {
            taken.incrementAndGet();
            onTake.run();
            return new One(record.offset());
        }

        private ProducerRecord<byte[], byte[]> mark(String what, long offset) {
            return new ProducerRecord<>(marks, (name + " " + what + " " + offset).getBytes(UTF_8));
        }

        private RequestTask.Reply reply(String topic, String what, int bytes, @Nullable RequestReason instead) {
            byte[] value = bytes == 0 ? what.getBytes(UTF_8) : new byte[bytes];
            return new RequestTask.Reply(new ProducerRecord<>(topic, value), Optional.ofNullable(instead));
        }

        private final class One implements RequestTask {

            private final long offset;
            private volatile boolean isBegun;

            One(long offset) {
                this.offset = offset;
            }

            @Override
            public List<ProducerRecord<byte[], byte[]>> announcement() {
                return List.of(mark("running", offset));
            }

            @Override
            public Optional<String> progress() {
                if (isBegun) {
                    onProgress.run();
                }
                return Optional.of("" + progress.incrementAndGet());
            }

            @Override
            public Answer work() throws InterruptedException {
                begun.incrementAndGet();
                isBegun = true;
                ends.await();
                RequestReason instead = RequestReason.REPLY_NOT_WRITTEN;
                return new Answer(
                        List.of(
                                reply(
                                        replyTo.apply(offset),
                                        name + " done " + offset,
                                        replyBytes.applyAsInt(offset),
                                        null),
                                reply(replies, name + " not written " + offset, 0, instead)),
                        List.of(mark("ended", offset)),
                        new RequestEvent.Purged(false, 0, 0));
            }
        }
    }
}
