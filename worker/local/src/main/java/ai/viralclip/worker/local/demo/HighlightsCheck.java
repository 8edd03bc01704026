package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.demo.Ledger.StoredHighlights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Reads each run's {@code highlights.json} where the store keeps it, and looks for every clip that is ready. */
final class HighlightsCheck {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path objects;

    HighlightsCheck(Path objects) {
        this.objects = objects;
    }

    /** The ready clips by the key of their run's document. */
    static Map<String, List<ClipResult.Ready>> byDocument(List<ClipResult> results) {
        Map<String, List<ClipResult.Ready>> documents = new LinkedHashMap<>();
        for (ClipResult result : results) {
            if (result instanceof ClipResult.Ready ready) {
                documents
                        .computeIfAbsent(ready.answer().highlightsKey(), key -> new ArrayList<>())
                        .add(ready);
            }
        }
        return documents;
    }

    StoredHighlights read(String key, List<ClipResult.Ready> ready) throws IOException {
        String run = ready.getFirst().clip().run();
        Path file = objects.resolve(key);
        return new StoredHighlights(run, key, Files.exists(file) ? Files.readString(file) : "");
    }

    /**
     * Whether the document lists exactly the ready clips' highlights, under their titles, in the order of their ids.
     */
    static Check complete(StoredHighlights stored, List<ClipResult.Ready> ready) {
        SortedMap<Integer, String> wanted = new TreeMap<>();
        ready.forEach(one -> wanted.put(
                one.clip().event().n(), one.clip().event().highlight().title()));
        String videoUrl = ready.getFirst().clip().event().videoUrl();
        try {
            JsonNode document = JSON.readTree(stored.json());
            Map<Integer, String> found = new LinkedHashMap<>();
            document.path("highlights")
                    .forEach(entry -> found.put(
                            entry.path("id").asInt(-1), entry.path("title").asString("")));
            boolean ok = List.copyOf(wanted.entrySet()).equals(List.copyOf(found.entrySet()))
                    && videoUrl.equals(document.path("video_url").asString(""));
            return check(stored, ok, found.size() + " of " + wanted.size() + " highlights");
        } catch (JacksonException e) {
            return check(stored, false, stored.json().isEmpty() ? "not there" : "is not JSON");
        }
    }

    /** The document as it is, even where it is no JSON: then as a text. */
    static JsonNode tree(StoredHighlights stored) {
        try {
            return JSON.readTree(stored.json());
        } catch (JacksonException e) {
            return StringNode.valueOf(stored.json());
        }
    }

    /** The document for people: indented. */
    static String pretty(StoredHighlights stored) {
        return JSON.writeValueAsString(tree(stored));
    }

    private static Check check(StoredHighlights stored, boolean ok, String found) {
        return new Check(stored.run(), "highlights.json", ok, found);
    }
}
