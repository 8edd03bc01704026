package ai.viralclip.contracts;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract's files, read from the class path as the jar's users would. */
final class Files {

    static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Files() {}

    static byte[] bytes(String path) {
        try (InputStream in = Objects.requireNonNull(EventCodec.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }

    static JsonNode example(EventType type) {
        return JSON.readTree(bytes(examplePath(type)));
    }

    static JsonNode exampleHeaders(EventType type) {
        return JSON.readTree(bytes("examples/" + name(type) + ".headers.json"));
    }

    static JsonNode schemaTree(EventType type) {
        return JSON.readTree(bytes(schemaPath(type)));
    }

    static Schema schema(EventType type) {
        return SCHEMAS.getSchema(new String(bytes(schemaPath(type)), StandardCharsets.UTF_8), InputFormat.JSON);
    }

    static String schemaPath(EventType type) {
        return "schemas/" + name(type) + ".v1.schema.json";
    }

    static String examplePath(EventType type) {
        return "examples/" + name(type) + ".json";
    }

    /** As in {@code urn:viralclip:schema:clip-ready.v1}. */
    private static String name(EventType type) {
        String urn = type.schema().toString();
        return urn.substring(urn.lastIndexOf(':') + 1, urn.lastIndexOf('.'));
    }
}
