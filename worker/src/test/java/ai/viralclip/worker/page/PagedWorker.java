package ai.viralclip.worker.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Topics;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A worker with its page on, between a broker and a store; with clips that are stored, some with hostile titles, and
 * dead letters.
 */
final class PagedWorker implements AutoCloseable {

    static final String READ = "read-token-of-a-test-0123456789abcdef";
    static final String ACT = "act-token-of-a-test-0123456789abcdef0";
    static final Map<String, String> SETTINGS = Map.of(
            "CLIP_PAGE_ENABLED", "true",
            "CLIP_PAGE_READ_TOKEN", READ,
            "CLIP_PAGE_ACT_TOKEN", ACT,
            "CLIP_DELIVERY_SOURCE_ATTEMPTS", "1",
            "CLIP_DELIVERY_SOURCE_PATIENCE", "1ms");

    /** More than may be replayed without typing their count. */
    static final int LOST = 103;

    static final String HOSTILE = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>'\"`${7*7}\u202e";

    private static final String HOSTILE_REASON = "<img/src=x/onerror=window.hit=1>";
    private static final Path SAMPLES = Path.of("samples");
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(1);

    final Rig rig;
    final WorkerProcess worker;
    private final List<Path> lost = new ArrayList<>();

    PagedWorker(Path temp) throws IOException {
        rig = Rig.start(temp);
        worker = rig.launchReady(SETTINGS);
    }

    /** For another worker beside it, that touches nothing of its. */
    static Map<String, String> topicsOfItsOwn(String prefix) {
        return Map.of(
                "SPRING_KAFKA_CONSUMER_GROUP_ID", prefix,
                "CLIP_TOPICS_CLIP_RENDERED", prefix + "-rendered",
                "CLIP_TOPICS_CLIP_READY", prefix + "-ready",
                "CLIP_TOPICS_CLIP_FAILED", prefix + "-failed",
                "CLIP_TOPICS_CLIP_RENDERED_DLT", prefix + "-dlt",
                "CLIP_TOPICS_PARTITIONS", "1");
    }

    /** Of the run {@code hostile/run}. */
    void storeClips() throws IOException {
        List<ClipRendered> clips = new ArrayList<>();
        List<String> names = List.of("ana-launch-split", "ana-launch-left_focus", "bo-stream-original");
        List<String> titles = List.of(HOSTILE, "The counter that never stops", "It is alive");
        for (int i = 0; i < names.size(); i++) {
            Path video = copy(names.get(i) + ".mp4");
            Path thumbnail = copy(names.get(i) + ".jpg");
            clips.add(new ClipRendered(
                    new Uid("hostile"),
                    new RunId("run"),
                    "https://videos.example/run",
                    Optional.of(HOSTILE),
                    Optional.empty(),
                    new Style("split"),
                    highlight(i, titles.get(i)),
                    RenderedFiles.media(video),
                    Optional.of(RenderedFiles.media(thumbnail))));
        }
        awaitAnswers(rig.publish(clips));
    }

    /**
     * Of the user {@code lost}: their media comes back afterwards. One of {@code broken}, and one of nobody's reason.
     */
    void makeLetters() throws Exception {
        List<ClipRendered> clips = new ArrayList<>();
        for (int n = 0; n < LOST; n++) {
            ClipRendered clip = rig.files.render("lost", "run", "split", n, 2_000);
            Path file = Path.of(clip.video().uri());
            Files.move(file, file.resolveSibling(file.getFileName() + ".away"));
            lost.add(file);
            clips.add(clip);
        }
        ClipRendered broken = rig.files.render("broken", "run", "split", 1, 2_000);
        Files.write(Path.of(broken.video().uri()), new byte[2_000]);
        clips.add(rig.files.announce(
                "broken",
                "run",
                "split",
                1,
                RenderedFiles.media(Path.of(broken.video().uri())),
                Optional.empty()));
        awaitAnswers(rig.publish(clips));
        for (Path file : lost) {
            Files.move(file.resolveSibling(file.getFileName() + ".away"), file);
        }
        sendForeignLetter();
    }

    private void sendForeignLetter() throws Exception {
        ProducerRecord<String, String> letter =
                new ProducerRecord<>(Topics.CLIP_RENDERED_DLT, "hostile/run", "{\"title\":\"" + "<b>bold</b>" + "\"}");
        Map.of(
                        DeadLetterHeaders.REASON, HOSTILE_REASON,
                        DeadLetterHeaders.DETAIL, HOSTILE,
                        DeadLetterHeaders.ORIGIN_TOPIC, "<script>window.hit=1</script>",
                        DeadLetterHeaders.ORIGIN_PARTITION, "0",
                        DeadLetterHeaders.ORIGIN_OFFSET, "0")
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", rig.broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(letter).get();
        }
    }

    void awaitAnswers(List<Rendered> rendered) {
        if (!rig.outcomes.awaitAnswersTo(Rig.ids(rendered), ANSWERED_WITHIN)) {
            throw new IllegalStateException("not all are answered; see " + Rig.LOGS);
        }
    }

    private Path copy(String sample) throws IOException {
        return Files.copy(SAMPLES.resolve(sample), rig.files.path(sample));
    }

    private static Highlight highlight(int n, String title) {
        return new Highlight(
                n,
                title,
                Optional.of(HOSTILE),
                new Timecode("00:00:10"),
                new Timecode("00:00:14"),
                Optional.of(4.0),
                Optional.empty(),
                Optional.empty(),
                Optional.of("visual"),
                Optional.of(HOSTILE));
    }

    @Override
    public void close() {
        rig.close();
    }
}
