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

    /** @param path where the data stand in the value, as a JSON pointer */
    KnownIds from(byte @Nullable [] value, @Nullable String key, String path) {
        Map<String, String> found = value == null ? Map.of() : scan(value, path);
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

    private Map<String, String> scan(byte[] value, String path) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            while (parser.nextToken() != null) {
                keep(parser, path, found);
            }
        } catch (JacksonException e) {
            return found;
        }
        return found;
    }

    private static void keep(JsonParser parser, String under, Map<String, String> found) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            return;
        }
        String whole = parser.streamReadContext().pathAsPointer().toString();
        String path = whole.startsWith(under) ? whole.substring(under.length()) : "";
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
