package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What must be true of the bucket and the topics once every rendered clip is answered. */
public final class Stored {

    private final Rig rig;

    public Stored(Rig rig) {
        this.rig = rig;
    }

    /**
     * Each event has exactly one {@code clip-ready}; its objects have the announced bytes; its highlight is in its
     * run's document.
     */
    public void isExactly(List<Rendered> rendered) {
        assertThat(rig.outcomes.unreadable()).isEmpty();
        assertThat(rig.outcomes.answeredMoreThanOnce()).isEmpty();
        Map<String, ClipReady> ready =
                rig.outcomes.ready().stream().collect(Collectors.toMap(ClipReady::renderedEventId, event -> event));
        assertThat(ready.keySet()).containsAll(Rig.ids(rendered));
        rendered.forEach(one -> holds(one.clip(), Objects.requireNonNull(ready.get(one.id()))));
        highlightsAreComplete(rendered);
        noSecretIsTold();
    }

    /** Not in a log, a dead letter or an error: neither the key's secret, nor anything that opens a presigned URL. */
    void noSecretIsTold() {
        assertThat(rig.logs()).doesNotContain(rig.store.secretAccessKey()).doesNotContain("X-Amz-Signature=");
        rig.outcomes
                .deadLetters()
                .forEach(letter -> letter.headers()
                        .forEach(header -> assertThat(header.value() == null ? "" : new String(header.value(), UTF_8))
                                .doesNotContain("X-Amz-Signature=")));
    }

    private void holds(ClipRendered clip, ClipReady ready) {
        matches(ready.video(), clip.video().sha256().orElseThrow().hex());
        StoredMedia thumbnail = ready.thumbnail().orElseThrow();
        matches(thumbnail, clip.thumbnail().orElseThrow().sha256().orElseThrow().hex());
    }

    private void matches(StoredMedia stored, String sha256) {
        assertThat(stored.sha256().hex()).isEqualTo(sha256);
        assertThat(RenderedFiles.sha256(object(stored.key())).hex())
                .as(stored.key())
                .isEqualTo(sha256);
    }

    private void highlightsAreComplete(List<Rendered> rendered) {
        Map<String, Set<Integer>> wanted = rendered.stream()
                .map(Rendered::clip)
                .collect(Collectors.groupingBy(
                        clip -> "users/" + clip.uid() + "/" + clip.runId() + "/highlights.json",
                        Collectors.mapping(ClipRendered::n, Collectors.toSet())));
        wanted.forEach((key, ids) -> assertThat(highlightIds(key)).as(key).isEqualTo(ids));
    }

    public Set<Integer> highlightIds(String key) {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode entry : json(key).path("highlights")) {
            ids.add(entry.path("id").asInt());
        }
        return ids;
    }

    public JsonNode json(String key) {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(object(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path object(String key) {
        return rig.store.objects().resolve(key);
    }

    /** The keys under a folder of a bucket. */
    public static Set<String> objects(Path bucket, String folder) throws IOException {
        Path root = bucket.resolve(folder);
        if (!Files.exists(root)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
