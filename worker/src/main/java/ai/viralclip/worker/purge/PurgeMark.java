package ai.viralclip.worker.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What workers tell each other about the purges of a user or a run; the value of a record whose key is
 * {@link Scope#key()}.
 *
 * @param purgedAt what was rendered until then may not come back, now and for ever
 * @param running whether it is at work; meanwhile clips of its scope wait that were rendered later
 * @param request whose work it is; empty where an older worker told
 */
public record PurgeMark(Instant purgedAt, boolean running, Optional<Request> request) {

    /** Where the record of the request lies, on the topic of requests for purges. */
    public record Request(int partition, long offset) {}

    private static final JsonMapper JSON = new JsonMapper();

    /** Of a request that is not known. */
    public PurgeMark(Instant purgedAt, boolean running) {
        this(purgedAt, running, Optional.empty());
    }

    public byte[] toBytes() {
        ObjectNode json =
                JSON.createObjectNode().put("purged_at", purgedAt.toString()).put("running", running);
        request.ifPresent(of -> json.put("partition", of.partition()).put("offset", of.offset()));
        return json.toString().getBytes(UTF_8);
    }

    /** Empty where it is of another form. */
    public static Optional<PurgeMark> parse(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            return Optional.of(new PurgeMark(
                    Instant.parse(json.path("purged_at").asString("")),
                    json.path("running").asBoolean(false),
                    request(json)));
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Request> request(JsonNode json) {
        JsonNode partition = json.path("partition");
        JsonNode offset = json.path("offset");
        return partition.isInt() && offset.isIntegralNumber()
                ? Optional.of(new Request(partition.asInt(), offset.asLong()))
                : Optional.empty();
    }
}
