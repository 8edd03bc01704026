package ai.viralclip.worker.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What workers tell each other about the purges of a user or a run; the value of a record whose key is
 * {@link Scope#key()}.
 *
 * @param purgedAt what was rendered until then may not come back, now and for ever
 * @param running whether it is at work; meanwhile clips of its scope wait that were rendered later
 */
public record PurgeMark(Instant purgedAt, boolean running) {

    private static final JsonMapper JSON = new JsonMapper();

    public byte[] toBytes() {
        return JSON.createObjectNode()
                .put("purged_at", purgedAt.toString())
                .put("running", running)
                .toString()
                .getBytes(UTF_8);
    }

    /** Empty where it is of another form. */
    public static Optional<PurgeMark> parse(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            return Optional.of(new PurgeMark(
                    Instant.parse(json.path("purged_at").asString("")),
                    json.path("running").asBoolean(false)));
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
