package ai.viralclip.worker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.SignedRequests;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One user's objects as workers leave them, and then eleven things that somebody did to them behind their back. */
final class PlantedObjects {

    private static final JsonMapper JSON = new JsonMapper();

    private final Rig rig;
    private final String uid;
    private final Path folder;
    private final List<String> expected = new ArrayList<>();

    PlantedObjects(Rig rig, String uid) {
        this.rig = rig;
        this.uid = uid;
        this.folder = rig.store.objects().resolve("users/" + uid);
    }

    void storeHealthy() {
        List<ClipRendered> clips = new ArrayList<>();
        for (int n = 1; n <= 8; n++) {
            clips.add(rig.files.render(uid, "launch", n % 2 == 0 ? "split" : "left_focus", n, 20_000));
        }
        clips.add(rig.files.render(uid, "broken", "split", 1, 20_000));
        clips.add(rig.files.render(uid, "untouched", "split", 1, 20_000));
        List<Rendered> rendered = rig.publish(clips);
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(1)))
                .isTrue();
    }

    void plant() throws IOException, InterruptedException {
        writeOverInPlace("launch/clips/clip_left_focus_1.mp4");
        Files.delete(folder.resolve("launch/clips/clip_split_2.jpg"));
        Files.delete(folder.resolve("launch/clips/clip_split_2.mp4"));
        expect("entry_without_object launch/highlights.json", "announced_missing launch/clips/clip_split_2.mp4");
        Files.delete(folder.resolve("launch/clips/clip_left_focus_3.jpg"));
        expect("thumbnail_missing launch/clips/clip_left_focus_3.mp4");
        Files.delete(folder.resolve("launch/clips/clip_split_4.mp4"));
        expect(
                "thumbnail_without_video launch/clips/clip_split_4.jpg",
                "entry_without_object launch/highlights.json",
                "announced_missing launch/clips/clip_split_4.mp4");
        editDocument();
        expect(
                "object_without_entry launch/clips/clip_left_focus_5.mp4",
                "entry_outdated launch/clips/clip_split_6.mp4");
        try (SignedRequests others = new SignedRequests(rig.store)) {
            put(others, "launch/clips/clip_left_focus_9.mp4", "metadata_broken");
            put(others, "launch/notes.txt", "foreign_object");
            assertThat(delete("launch/clips/clip_left_focus_7.mp4")).isTrue();
            put(others, "launch/clips/clip_left_focus_7.mp4", "metadata_broken");
            expect("announced_differs launch/clips/clip_left_focus_7.mp4");
        }
        Files.writeString(folder.resolve("broken/highlights.json"), "{");
        expect("highlights_unreadable broken/highlights.json");
    }

    /** What is kept beside the bytes stays. */
    private void writeOverInPlace(String object) throws IOException {
        Path file = folder.resolve(object);
        Files.write(file, new byte[(int) Files.size(file)]);
        expect("bytes_differ " + object);
    }

    /** Takes one highlight out, and makes another older than it is. */
    private void editDocument() throws IOException {
        Path file = folder.resolve("launch/highlights.json");
        JsonNode document = JSON.readTree(Files.readString(file, UTF_8));
        JsonNode list = document.path("highlights");
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode entry : list) {
            if (entry.path("id").asInt() == 6) {
                ((ObjectNode) entry).put("rendered_at", "2026-01-01T00:00:00Z");
            }
            if (entry.path("id").asInt() != 5) {
                kept.add(entry);
            }
        }
        ((ObjectNode) document).set("highlights", JSON.valueToTree(kept));
        Files.writeString(file, document.toString());
    }

    private boolean delete(String object) throws IOException {
        return Files.deleteIfExists(folder.resolve(object));
    }

    private void put(SignedRequests others, String object, String kind) throws IOException, InterruptedException {
        assertThat(others.put("users/" + uid + "/" + object, "{}", "If-None-Match", "*"))
                .isTrue();
        expect(kind + " " + object);
    }

    private void expect(String... findings) {
        for (String finding : findings) {
            expected.add(finding.replace(" ", " users/" + uid + "/"));
        }
    }

    /** Kinds and keys. */
    List<String> expected() {
        return expected;
    }

    /** As the command told them, without its last line. */
    static List<String> foundBy(String lines) {
        return lines.lines()
                .map(JSON::readTree)
                .filter(line -> line.has("kind"))
                .map(line ->
                        line.path("kind").asString() + " " + line.path("where").asString())
                .toList();
    }
}
