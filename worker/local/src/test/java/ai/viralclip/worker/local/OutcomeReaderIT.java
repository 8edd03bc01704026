package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Topics;
import ai.viralclip.contracts.Uid;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeReaderIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static LocalBroker broker;

    @BeforeAll
    static void startBroker(@TempDir Path directory) {
        broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("broker"), 0));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void seesCommittedAnswersOnceOverARestartAndNoAbortedOnes() throws Exception {
        try (OutcomeReader outcomes = OutcomeReader.start(broker.bootstrapServers(), InstantSource.system())) {
            createTopic(Topics.CLIP_FAILED); // after the reader started: it finds it
            fail("first", true);
            fail("aborted", false);
            assertThat(outcomes.awaitAnswersTo(Set.of("first"), LIMIT)).isTrue();

            broker.stop();
            broker.restart();
            fail("second", true);
            fail("second", true);

            assertThat(outcomes.catchUp(LIMIT)).isTrue();
            assertThat(outcomes.answers())
                    .extracting(Answer::renderedEventId)
                    .containsExactly("first", "second", "second");
            assertThat(outcomes.answeredMoreThanOnce()).containsExactly(Map.entry("second", 2L));
            assertThat(outcomes.unreadable()).isEmpty();
        }
    }

    @Test
    void publishingWithoutATopicSaysWhoCreatesIt() {
        try (RenderedClips pipeline =
                RenderedClips.connect(broker.bootstrapServers(), InstantSource.system(), Duration.ofSeconds(3))) {
            assertThatThrownBy(() -> pipeline.publish(rendered()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no topic clip-rendered");
        }
    }

    private void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
    }

    private void fail(String renderedEventId, boolean commit) throws Exception {
        ClipFailed failed = new ClipFailed(
                new Uid("ana"),
                new RunId("launch"),
                Optional.empty(),
                Optional.empty(),
                Reason.CONTRACT_BROKEN,
                "for the test",
                renderedEventId,
                Optional.empty());
        var event = CloudEvents.of(
                failed, "id", URI.create("urn:test"), OffsetDateTime.parse("2026-11-01T00:00:00Z"), "clip");
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "outcomes");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(KafkaMessageFactory.createWriter(Topics.CLIP_FAILED, "ana/launch")
                            .writeBinary(event))
                    .get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static ClipRendered rendered() {
        Timecode zero = new Timecode("00:00:00");
        Highlight highlight = new Highlight(
                1,
                "one",
                Optional.empty(),
                zero,
                zero,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new ClipRendered(
                new Uid("ana"),
                new RunId("launch"),
                "https://videos.example/1",
                Optional.empty(),
                Optional.empty(),
                new Style("split"),
                highlight,
                new RenderedMedia(URI.create("file:///tmp/one.mp4"), Optional.empty(), Optional.empty()),
                Optional.empty());
    }
}
