package ai.viralclip.contracts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the ids of a broken event token by token, so that what stands before the break is still found. */
final class IdSalvage {

    private static final String N = "/highlight/id";
    private static final List<String> WANTED = List.of("/uid", "/run_id", "/style", N);

    private final JsonFactory json;

    IdSalvage(JsonFactory json) {
        this.json = json;
    }

    KnownIds from(byte @Nullable [] value, @Nullable String key) {
        Map<String, String> found = value == null ? Map.of() : scan(value);
        Optional<Uid> uid = form(found.get("/uid"), Uid::new);
        Optional<RunId> runId = form(found.get("/run_id"), RunId::new);
        String[] parts = key == null ? new String[0] : key.split("/", -1);
        if (parts.length == 2) {
            Optional<Uid> keyUid = form(parts[0], Uid::new);
            Optional<RunId> keyRunId = form(parts[1], RunId::new);
            // One half from a key that contradicts the other half would name a run that does not exist.
            boolean agree = (uid.isEmpty() || uid.equals(keyUid)) && (runId.isEmpty() || runId.equals(keyRunId));
            if (agree) {
                uid = uid.or(() -> keyUid);
                runId = runId.or(() -> keyRunId);
            }
        }
        return new KnownIds(uid, runId, form(found.get("/style"), Style::new), form(found.get(N), IdSalvage::number));
    }

    private Map<String, String> scan(byte[] value) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            while (parser.nextToken() != null) {
                keep(parser, found);
            }
        } catch (JacksonException e) {
            return found;
        }
        return found;
    }

    private static void keep(JsonParser parser, Map<String, String> found) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            return;
        }
        String path = parser.streamReadContext().pathAsPointer().toString();
        boolean rightType = path.equals(N) == (token == JsonToken.VALUE_NUMBER_INT);
        if (rightType && WANTED.contains(path)) {
            found.putIfAbsent(path, parser.getString());
        }
    }

    private static int number(String digits) {
        int number = Integer.parseInt(digits);
        Limits.notNegative("id", number);
        return number;
    }

    private static <T> Optional<T> form(@Nullable String text, Function<String, T> form) {
        try {
            return Optional.ofNullable(text).map(form);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
