package ai.viralclip.worker.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipName;
import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.HighlightsState;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.RequestFailed;
import ai.viralclip.contracts.RequestReason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Topics;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.SignedRequests;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;

/** Listings, asked for as a Spring application asks: with a {@link ReplyingKafkaTemplate}. */
class ListingIT {

    private static final List<String> STYLES =
            List.of("split", "left_focus", "intelligent_split", "original", "a.b-c_d");
    private static final int CLIPS = 2_500;

    /** All ask the same worker, each for a user of its own. */
    private static Rig rig;

    private static Asking asking;

    @BeforeAll
    static void startAWorker(@TempDir Path temp) throws Exception {
        rig = Rig.start(temp);
        rig.launchReady();
        asking = new Asking(rig.broker.bootstrapServers(), Topics.CLIPS_LISTED);
        asking.start();
    }

    @AfterAll
    static void stop() {
        asking.close();
        rig.close();
    }

    @Test
    void aRunOf2500ClipsIsListedEntryByEntryAsItIsInTheBucket() throws Exception {
        Map<String, Path> stored = store(rig);

        List<ListedClip> listed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ClipsListed page = (ClipsListed) asking.ask(request(Optional.of(190), cursor));
            assertThat(page.total()).isEqualTo(CLIPS);
            assertThat(page.highlights()).isEqualTo(HighlightsState.PRESENT);
            assertThat(page.videoTitle()).contains("A talk");
            listed.addAll(page.clips());
            cursor = page.nextCursor();
        } while (cursor.isPresent());

        assertThat(listed)
                .hasSize(CLIPS)
                .isSortedAccordingTo((a, b) -> a.n() != b.n()
                        ? Integer.compare(a.n(), b.n())
                        : a.style().value().compareTo(b.style().value()));
        Set<String> keys = new HashSet<>();
        for (ListedClip clip : listed) {
            String name = "clip_" + clip.style() + "_" + clip.n();
            assertThat(clip.title()).isEqualTo(clip.n() % 2 == 0 ? "Highlight " + clip.n() : name);
            keys.add(clip.video().key());
            assertThat(clip.video().key()).isEqualTo("users/u1/r1/clips/" + name + ".mp4");
            assertThat(clip.video().sizeBytes())
                    .isEqualTo(size(stored, clip.video().key()));
            clip.thumbnail().ifPresent(thumbnail -> {
                keys.add(thumbnail.key());
                assertThat(thumbnail.key()).isEqualTo("users/u1/r1/clips/" + name + ".jpg");
                assertThat(thumbnail.sizeBytes()).isEqualTo(size(stored, thumbnail.key()));
            });
        }
        assertThat(keys).isEqualTo(stored.keySet());
        assertThat(rig.logs()).doesNotContain("X-Amz-Signature");
    }

    @Test
    void oneClipsUrlsAreFreshAndOpenWhatWasStored() throws Exception {
        List<Rendered> rendered = rig.publish(List.of(
                rig.files.render("u2", "r1", "left_focus", 3, 20_000),
                rig.files.render("u2", "r1", "left_focus", 30, 20_000)));
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(1)))
                .isTrue();

        ClipsListed page = (ClipsListed) asking.ask(new ClipsRequested(
                new Uid("u2"),
                new RunId("r1"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ClipName(new Style("left_focus"), 3))));

        assertThat(page.clips()).hasSize(1);
        ListedClip clip = page.clips().getFirst();
        assertThat(clip.title()).isEqualTo("Highlight 3");
        assertThat(clip.description()).contains("What happens in 3");
        assertThat(clip.video().etag())
                .isEqualTo(rig.outcomes.ready().stream()
                        .filter(ready -> ready.n() == 3)
                        .findFirst()
                        .orElseThrow()
                        .video()
                        .etag());
        assertThat(clip.video().urlExpiresAt()).isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(clip.video().url().getPath()).endsWith(clip.video().key());
    }

    @Test
    void aRequestThatCannotBeFulfilledIsAnsweredByItsReasonAlone() throws Exception {
        RequestFailed cursor = (RequestFailed) asking.ask(request(Optional.empty(), Optional.of("../u2")));
        assertThat(cursor.reason()).isEqualTo(RequestReason.CONTRACT_BROKEN);
        assertThat(cursor.uid()).contains(new Uid("u1"));
        assertThat(cursor.detail()).startsWith("/cursor");

        ProducerRecord<String, byte[]> noJson = Asking.record(request(Optional.empty(), Optional.empty()));
        RequestFailed unreadable = (RequestFailed)
                asking.ask(new ProducerRecord<>(noJson.topic(), null, "u1/r1", "{".getBytes(UTF_8), noJson.headers()));
        assertThat(unreadable.reason()).isEqualTo(RequestReason.EVENT_UNREADABLE);

        // Its reply comes where replies go that may not go elsewhere.
        ProducerRecord<String, byte[]> elsewhere = Asking.record(request(Optional.empty(), Optional.empty()));
        elsewhere.headers().add("kafka_replyTopic", Topics.CLIP_RENDERED.getBytes(UTF_8));
        RequestFailed refused = (RequestFailed) asking.ask(elsewhere);
        assertThat(refused.reason()).isEqualTo(RequestReason.REPLY_TOPIC_NOT_ALLOWED);

        ClipsListed none = (ClipsListed) asking.ask(new ClipsRequested(
                new Uid("u3"), new RunId("r1"), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(none.clips()).isEmpty();
        assertThat(none.highlights()).isEqualTo(HighlightsState.MISSING);
    }

    /** Written where the local store keeps its objects: the worker's part of it is in other tests. */
    private static Map<String, Path> store(Rig rig) throws IOException, InterruptedException {
        Map<String, Path> stored = new TreeMap<>();
        Path folder = Files.createDirectories(rig.store.objects().resolve("users/u1/r1/clips"));
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < CLIPS; i++) {
            int n = i / STYLES.size();
            String name = "clip_" + STYLES.get(i % STYLES.size()) + "_" + n;
            put(stored, folder, name + ".mp4", 100 + i);
            if (i % 7 != 0) {
                put(stored, folder, name + ".jpg", 10 + i % 90);
            }
            if (i % STYLES.size() == 0 && n % 2 == 0) {
                entries.append(entries.isEmpty() ? "" : ",")
                        .append("{\"id\":%d,\"title\":\"Highlight %d\"}".formatted(n, n));
            }
        }
        // Not as a file: what was not put has no ETag here, and is no S3 store's answer.
        try (SignedRequests requests = new SignedRequests(rig.store)) {
            String document = "{\"video_title\":\"A talk\",\"highlights\":[" + entries + "]}";
            requests.put("users/u1/r1/highlights.json", document, "If-None-Match", "*");
        }
        Path neighbour = Files.createDirectories(rig.store.objects().resolve("users/u1/r10/clips"));
        Files.write(neighbour.resolve("clip_split_1.mp4"), new byte[5]);
        return stored;
    }

    private static void put(Map<String, Path> stored, Path folder, String name, int bytes) throws IOException {
        stored.put("users/u1/r1/clips/" + name, Files.write(folder.resolve(name), new byte[bytes]));
    }

    private static long size(Map<String, Path> stored, String key) {
        Path file = stored.get(key);
        return file == null ? -1 : file.toFile().length();
    }

    private static ClipsRequested request(Optional<Integer> size, Optional<String> cursor) {
        return new ClipsRequested(new Uid("u1"), new RunId("r1"), size, cursor, Optional.empty());
    }
}
