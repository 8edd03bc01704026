package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.Content;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.ByteBufferBackedInputStream;

/**
 * Reads a run's document for those who show it: entry by entry, keeping those that are asked for, so that a document of
 * ten thousand takes no more than its bytes.
 */
public final class HighlightsReader {

    /** Entries are read out of the middle of a document. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final double MOST_SECONDS = 360_000;

    private final ObjectStore store;

    HighlightsReader(ObjectStore store) {
        this.store = store;
    }

    /** The run's document, with the entries of these ids. */
    public RunHighlights read(Uid uid, RunId runId, Set<Integer> ids) throws StoreException {
        try {
            return store.get(ObjectKeys.highlights(uid, runId), RunWriter.MAX_DOCUMENT_BYTES)
                    .map(content -> parse(content, ids))
                    .orElseGet(RunHighlights.Missing::new);
        } catch (StoreException e) {
            if (e.failure() instanceof StoreFailure.Refused) {
                return new RunHighlights.Broken();
            }
            throw e;
        }
    }

    private static RunHighlights parse(Content content, Set<Integer> ids) {
        Map<String, String> fields = new HashMap<>();
        Map<Integer, RunHighlights.Entry> entries = new HashMap<>();
        var bytes = new ByteBufferBackedInputStream(content.bytes().duplicate());
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !readFields(parser, ids, fields, entries)) {
                return new RunHighlights.Broken();
            }
        } catch (JacksonException e) {
            return new RunHighlights.Broken();
        }
        return new RunHighlights.Present(
                Optional.ofNullable(fields.get("video_url")),
                Optional.ofNullable(fields.get("video_title")),
                Optional.ofNullable(fields.get("custom_prompt")),
                entries);
    }

    /** Returns whether the document is of the right form. */
    private static boolean readFields(
            JsonParser parser,
            Set<Integer> ids,
            Map<String, String> fields,
            Map<Integer, RunHighlights.Entry> entries) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("highlights")) {
                if (value != JsonToken.START_ARRAY) {
                    return false;
                }
                readEntries(parser, ids, entries);
            } else if (value == JsonToken.VALUE_STRING) {
                fields.put(name, wellFormed(parser.getString()));
            } else {
                parser.skipChildren();
            }
        }
        return parser.nextToken() == null;
    }

    private static void readEntries(JsonParser parser, Set<Integer> ids, Map<Integer, RunHighlights.Entry> entries) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode entry = JSON.readTree(parser);
            JsonNode id = entry.path("id");
            if (id.isIntegralNumber() && id.canConvertToInt() && ids.contains(id.intValue())) {
                entries.putIfAbsent(id.intValue(), entry(entry));
            }
        }
    }

    private static RunHighlights.Entry entry(JsonNode entry) {
        JsonNode duration = entry.path("duration");
        double seconds = duration.isNumber() ? duration.doubleValue() : -1;
        return new RunHighlights.Entry(
                text(entry, "title"),
                text(entry, "description"),
                timecode(entry, "start"),
                timecode(entry, "end"),
                seconds >= 0 && seconds <= MOST_SECONDS ? Optional.of(seconds) : Optional.empty(),
                text(entry, "hook_category"),
                text(entry, "reason"));
    }

    private static Optional<String> text(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        return value.isString() ? Optional.of(wellFormed(value.stringValue())) : Optional.empty();
    }

    private static Optional<Timecode> timecode(JsonNode entry, String name) {
        try {
            return text(entry, name).map(Timecode::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** JSON can escape half a surrogate pair, which no reply could carry. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
