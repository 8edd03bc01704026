package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.delivery.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that a real broker does not take, among others. */
class UnwritableIT {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final String SMALL_LETTERS = "10000";

    @TempDir
    Path directory;

    private Broker broker;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        broker = Brokers.chosen().one(directory);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        for (String topic : List.of(Topics.CLIP_RENDERED, Topics.CLIP_READY, Topics.CLIP_FAILED)) {
            create(topic, Map.of());
        }
        create(Topics.CLIP_RENDERED_DLT, Map.of("max.message.bytes", SMALL_LETTERS));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void aDeadLetterThatIsNotTakenGoesWithoutItsValue() {
        try (SettlingWorker worker = SettlingWorker.over(broker, Map.of())) {
            worker.end(0, ModelClips.REJECTED, new byte[20_000]);
            worker.end(1, ModelClips.READY, new byte[1]);
            worker.end(2, ModelClips.REJECTED, new byte[100]);
            worker.end(3, new Outcome.Rejected(Reason.SUPERSEDED, "nothing to mend, and so no letter"), new byte[100]);

            await().atMost(WITHIN).until(() -> worker.settle().equals(Set.of(0L, 1L, 2L, 3L)));

            List<ConsumerRecord<byte[], byte[]>> letters = worker.committed(Topics.CLIP_RENDERED_DLT);
            assertThat(letters).hasSize(2);
            ConsumerRecord<byte[], byte[]> bare = letters.stream()
                    .filter(letter ->
                            header(letter, DeadLetterHeaders.ORIGIN_OFFSET).equals(Optional.of("0")))
                    .findFirst()
                    .orElseThrow();
            assertThat(bare.value()).isNull();
            assertThat(bare.key()).isNotNull();
            assertThat(header(bare, DeadLetterHeaders.VALUE_BYTES)).contains("20000");
            assertThat(header(bare, DeadLetterHeaders.VALUE_SHA256)).contains(SettlingWorker.sha256(new byte[20_000]));
            assertThat(worker.events).contains(new IntakeEvent.BareLetter());
        }
    }

    @Test
    void deadLettersWaitAloneForATopicThatIsGone() throws Exception {
        admin.deleteTopics(List.of(Topics.CLIP_RENDERED_DLT)).all().get();
        try (SettlingWorker worker = SettlingWorker.over(broker, Map.of("max.block.ms", 1_000))) {
            for (long offset = 0; offset < 20; offset++) {
                worker.end(offset, offset % 2 == 0 ? ModelClips.REJECTED : ModelClips.READY, new byte[10]);
            }
            await().atMost(WITHIN).until(() -> worker.settle().size() == 10);
            assertThat(worker.settle()).allMatch(offset -> offset % 2 == 1);
            assertThat(worker.events).contains(new IntakeEvent.Withheld(Set.of(IntakeEvent.AnswerKind.FAILED)));
            worker.end(20, ModelClips.READY, new byte[10]);
            await("others go on").atMost(WITHIN).until(() -> worker.settle().contains(20L));

            create(Topics.CLIP_RENDERED_DLT, Map.of());

            await().atMost(WITHIN).until(() -> worker.settle().size() == 21);
            assertThat(worker.committed(Topics.CLIP_RENDERED_DLT)).hasSize(10);
            assertThat(worker.events).contains(new IntakeEvent.Withheld(Set.of()));
        }
    }

    @Test
    void manyUnwritableDeadLettersBlockThePollThreadForOneAlone() throws Exception {
        admin.deleteTopics(List.of(Topics.CLIP_RENDERED_DLT)).all().get();
        try (SettlingWorker worker = SettlingWorker.over(broker, Map.of("max.block.ms", 2_000))) {
            for (long offset = 0; offset < 30; offset++) {
                worker.end(offset, ModelClips.REJECTED, new byte[10]);
            }
            long began = System.nanoTime();

            worker.turn();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        }
    }

    /** The record leaves no sooner than it is flushed; and the clock is late as soon as it is in the log. */
    @Test
    void whatIsInTheLogTooLateIsNotCommitted() {
        try (SettlingWorker worker =
                SettlingWorker.over(broker, Map.of("linger.ms", 8_000, "delivery.timeout.ms", 60_000))) {
            worker.lateOnceWritten(Topics.CLIP_READY);
            worker.end(0, ModelClips.READY, new byte[1]);

            worker.turn();

            assertThat(worker.events).contains(new IntakeEvent.SettlementFailed());
            assertThat(worker.written(Topics.CLIP_READY)).isPositive();
        }
    }

    private void create(String topic, Map<String, String> settings) throws Exception {
        await().atMost(WITHIN)
                .ignoreExceptions()
                .until(() -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
                                .all()
                                .get()
                        == null);
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(header -> new String(header.value(), UTF_8));
    }
}
