package ai.viralclip.worker.highlights;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a run, or of one of its entries, that this worker writes. They stand together, and are replaced
 * together, only by those of a later event; fields of other writers stay around them, in their order and as they are.
 */
final class OwnFields {

    private static final String RENDERED_AT = "rendered_at";

    static final OwnFields OF_RUN = new OwnFields(Set.of("video_url", "video_title", "custom_prompt", RENDERED_AT));

    static final OwnFields OF_ENTRY = new OwnFields(Set.of(
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
            RENDERED_AT));

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private static final Comparator<List<Member>> ORDER =
            Comparator.comparing(OwnFields::renderedAt).thenComparing(OwnFields::canonical);

    private final Set<String> names;

    private OwnFields(Set<String> names) {
        this.names = names;
    }

    /** What the update says of its run. */
    static List<Member> ofRun(HighlightUpdate update) {
        ObjectNode fields = JSON.createObjectNode().put("video_url", update.videoUrl());
        update.videoTitle().ifPresent(title -> fields.put("video_title", title));
        update.customPrompt().ifPresent(prompt -> fields.put("custom_prompt", prompt));
        return members(fields, update);
    }

    /** What the update says of its highlight. */
    static List<Member> ofEntry(HighlightUpdate update) {
        return members(JSON.valueToTree(update.highlight()), update);
    }

    private static List<Member> members(ObjectNode fields, HighlightUpdate update) {
        return fields.put(RENDERED_AT, update.renderedAt().toString()).properties().stream()
                .map(field -> new Member(
                        '"' + field.getKey() + '"',
                        field.getKey(),
                        field.getValue().toString()))
                .toList();
    }

    /**
     * These members with the fields in the place of what is there of them, where they are later; else these members.
     *
     * @param otherwise where they go if nothing of them is there
     */
    List<Member> replaceIfLater(List<Member> there, List<Member> fields, int otherwise) {
        if (ORDER.compare(only(there), fields) >= 0) {
            return there;
        }
        List<Member> others = new ArrayList<>();
        int place = -1;
        for (Member member : there) {
            if (!names.contains(member.name())) {
                others.add(member);
            } else if (place < 0) {
                place = others.size();
            }
        }
        others.addAll(place < 0 ? otherwise : place, fields);
        return List.copyOf(others);
    }

    /** Of the members those that have these names; of one that comes twice, the last. */
    List<Member> only(List<Member> members) {
        Map<String, Member> last = new LinkedHashMap<>();
        members.stream()
                .filter(member -> names.contains(member.name()))
                .forEach(member -> last.put(member.name(), member));
        return List.copyOf(last.values());
    }

    /** Fields of other writers carry no time of ours: any event is later. */
    static Instant renderedAt(List<Member> members) {
        String raw = "";
        for (Member member : members) {
            raw = member.name().equals(RENDERED_AT) ? member.raw() : raw;
        }
        try {
            return Instant.parse(raw.replace("\"", ""));
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    /** Without the time; then any event is later. */
    static List<Member> withoutTime(List<Member> members) {
        return members.stream()
                .filter(member -> !member.name().equals(RENDERED_AT))
                .toList();
    }

    /** By name, so that the order of fields decides nothing. */
    private static String canonical(List<Member> members) {
        Map<String, String> sorted = new TreeMap<>();
        members.forEach(member -> sorted.put(member.name(), member.raw()));
        return sorted.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
