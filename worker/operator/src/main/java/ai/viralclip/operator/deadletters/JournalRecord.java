package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * One record of the journal: its key and its value, JSON in snake_case.
 *
 * <ul>
 *   <li>{@code mark/{topic id}/{partition}@{offset}}: what became of a letter. The topic's id stands in it, so that the
 *       letters of a topic that was made anew are not taken for done.
 *   <li>{@code audit/{id}}: an {@link AuditEntry}, written over while it runs.
 *   <li>{@code cancel/{id}}: who wants that one to stop.
 * </ul>
 */
sealed interface JournalRecord {

    /** As it is written. */
    String key();

    /** As it is written, in UTF-8. */
    byte[] value();

    /** What became of a letter. */
    record Mark(String topicId, DeadLetterId letter, LetterState state) implements JournalRecord {

        @Override
        public String key() {
            return "mark/" + topicId + "/" + letter;
        }

        @Override
        public byte[] value() {
            return Json.MAPPER.writerFor(LetterState.class).writeValueAsBytes(state);
        }
    }

    /** How far an operation is. */
    record Audit(AuditEntry entry) implements JournalRecord {

        @Override
        public String key() {
            return "audit/" + entry.id();
        }

        @Override
        public byte[] value() {
            return Json.MAPPER.writeValueAsBytes(entry);
        }
    }

    /** Somebody asks an operation to stop. */
    record Cancel(String operation, Request request) implements JournalRecord {

        /** Who, and when. */
        record Request(String by, Instant at) {}

        @Override
        public String key() {
            return "cancel/" + operation;
        }

        @Override
        public byte[] value() {
            return Json.MAPPER.writeValueAsBytes(request);
        }
    }

    /** Empty where it is none of these: a later version's, or somebody else's. */
    static Optional<JournalRecord> read(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null || value == null) {
            return Optional.empty();
        }
        Matcher form = Json.KEY.matcher(new String(key, UTF_8));
        if (!form.matches()) {
            return Optional.empty();
        }
        String name = form.group(2);
        try {
            return Optional.of(
                    switch (form.group(1)) {
                        case "mark" -> mark(name, Json.MAPPER.readValue(value, LetterState.class));
                        case "audit" -> new Audit(Json.MAPPER.readValue(value, AuditEntry.class));
                        default -> new Cancel(name, Json.MAPPER.readValue(value, Cancel.Request.class));
                    });
        } catch (JacksonException | Refused e) {
            return Optional.empty();
        }
    }

    private static Mark mark(String name, LetterState state) {
        int slash = name.lastIndexOf('/');
        return new Mark(name.substring(0, Math.max(slash, 0)), DeadLetterId.parse(name.substring(slash + 1)), state);
    }

    /** How it is spelled. */
    final class Json {

        static final JsonMapper MAPPER = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .build();

        static final Pattern KEY = Pattern.compile("(mark|audit|cancel)/(.+)");

        private Json() {}
    }
}
