package ai.viralclip.worker.highlights;

import ai.viralclip.contracts.Highlight;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document in {@code highlights.json}: {@code video_url}, {@code video_title?}, {@code custom_prompt?} and
 * {@code highlights}, one entry per id, ordered by id (contracts/README).
 *
 * <p>Merging is idempotent and commutative: each entry, and the run's own fields together, carry the
 * {@code rendered_at} of the event they were taken from, and are replaced only by a later one; of two with the same
 * time the one whose JSON sorts higher holds. Fields and entries that other writers put there survive.
 */
final class HighlightsDocument {

    private static final String RENDERED_AT = "rendered_at";
    private static final String HIGHLIGHTS = "highlights";
    private static final List<String> RUN_FIELDS = List.of("video_url", "video_title", "custom_prompt", RENDERED_AT);
    private static final List<String> ENTRY_FIELDS = List.of(
            "id",
            "title",
            "description",
            "start",
            "end",
            "duration",
            "pad_before_seconds",
            "pad_after_seconds",
            "hook_category",
            "reason",
            RENDERED_AT);

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final ObjectNode root;

    private HighlightsDocument(ObjectNode root) {
        this.root = root;
    }

    static HighlightsDocument empty() {
        return new HighlightsDocument(JSON.createObjectNode());
    }

    static HighlightsDocument parse(ByteBuffer json) throws BrokenHighlights {
        byte[] bytes = new byte[json.remaining()];
        json.duplicate().get(bytes);
        JsonNode node;
        try {
            node = JSON.readTree(new ByteArrayInputStream(bytes));
        } catch (JacksonException e) {
            throw new BrokenHighlights("highlights.json is not JSON");
        }
        if (!(node instanceof ObjectNode root)
                || !(root.path(HIGHLIGHTS).isMissingNode()
                        || root.path(HIGHLIGHTS).isArray())) {
            throw new BrokenHighlights("highlights.json is not an object with a list of highlights");
        }
        return new HighlightsDocument(root);
    }

    /** This document with the updates merged in; equal to this one where they bring nothing new. */
    HighlightsDocument merge(List<HighlightUpdate> updates) {
        // What does not change is shared, not copied: a run of many clips is written many times.
        ObjectNode merged = JSON.createObjectNode().setAll(root);
        List<JsonNode> entries = new ArrayList<>();
        root.path(HIGHLIGHTS).forEach(entries::add);
        Map<Integer, Integer> places = places(entries);
        for (HighlightUpdate update : updates) {
            replaceIfLater(merged, runFields(update), RUN_FIELDS);
            int place = places.computeIfAbsent(update.highlight().id(), id -> {
                entries.add(JSON.createObjectNode());
                return entries.size() - 1;
            });
            ObjectNode entry = ((ObjectNode) entries.get(place)).deepCopy();
            replaceIfLater(entry, entryFields(update), ENTRY_FIELDS);
            entries.set(place, entry);
        }
        // Taken out first, so that it comes last, behind what describes the run.
        merged.remove(HIGHLIGHTS);
        merged.set(HIGHLIGHTS, sorted(entries));
        return new HighlightsDocument(merged);
    }

    /**
     * This document without what was rendered until then. Where something goes, so do fields of other writers: nobody
     * can say when they were written. Equal to this one where nothing goes.
     */
    HighlightsDocument forget(Instant until) {
        ObjectNode left = JSON.createObjectNode();
        ArrayNode entries = JSON.createArrayNode();
        root.path(HIGHLIGHTS).forEach(entry -> {
            if (entry instanceof ObjectNode object && renderedAt(object).isAfter(until)) {
                entries.add(object);
            }
        });
        boolean runIsLater = renderedAt(root).isAfter(until);
        if (runIsLater && entries.size() == root.path(HIGHLIGHTS).size()) {
            return this;
        }
        if (runIsLater) {
            RUN_FIELDS.stream().filter(root::has).forEach(name -> left.set(name, root.get(name)));
        }
        return new HighlightsDocument(left.set(HIGHLIGHTS, entries));
    }

    /** How many entries it has. */
    int size() {
        return root.path(HIGHLIGHTS).size();
    }

    /** Where each id stands; where one stands twice, the first. */
    private static Map<Integer, Integer> places(List<JsonNode> entries) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof ObjectNode entry && hasId(entry)) {
                places.putIfAbsent(entry.path("id").intValue(), i);
            }
        }
        return places;
    }

    byte[] toBytes() {
        return JSON.writeValueAsBytes(root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HighlightsDocument document && root.equals(document.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    private static ObjectNode runFields(HighlightUpdate update) {
        ObjectNode fields = JSON.createObjectNode().put("video_url", update.videoUrl());
        update.videoTitle().ifPresent(title -> fields.put("video_title", title));
        update.customPrompt().ifPresent(prompt -> fields.put("custom_prompt", prompt));
        return fields.put(RENDERED_AT, update.renderedAt().toString());
    }

    private static ObjectNode entryFields(HighlightUpdate update) {
        Highlight highlight = update.highlight();
        ObjectNode fields = JSON.valueToTree(highlight);
        return fields.put(RENDERED_AT, update.renderedAt().toString());
    }

    private static void replaceIfLater(ObjectNode there, ObjectNode fields, List<String> names) {
        ObjectNode before = JSON.createObjectNode();
        names.stream().filter(there::has).forEach(name -> before.set(name, there.get(name)));
        if (ORDER.compare(before, fields) < 0) {
            there.remove(names);
            there.setAll(fields);
        }
    }

    private static final Comparator<ObjectNode> ORDER =
            Comparator.comparing(HighlightsDocument::renderedAt).thenComparing(HighlightsDocument::canonical);

    /** Entries of other writers carry no time of ours: any event is later. */
    private static Instant renderedAt(ObjectNode fields) {
        try {
            return Instant.parse(fields.path(RENDERED_AT).asString(""));
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    private static String canonical(ObjectNode fields) {
        ObjectNode sorted = JSON.createObjectNode();
        fields.propertyNames().stream().sorted().forEach(name -> sorted.set(name, fields.get(name)));
        return sorted.toString();
    }

    /** By id; what has none (another writer's) stays behind them in its order. */
    private static ArrayNode sorted(List<JsonNode> entries) {
        entries.sort(Comparator.comparingLong(
                entry -> hasId(entry) ? entry.path("id").longValue() : Long.MAX_VALUE));
        return JSON.createArrayNode().addAll(entries);
    }

    private static boolean hasId(JsonNode entry) {
        return entry.path("id").isIntegralNumber() && entry.path("id").canConvertToInt();
    }
}
