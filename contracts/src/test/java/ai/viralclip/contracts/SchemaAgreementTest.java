package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Walks each record and its schema side by side. */
final class SchemaAgreementTest {

    private static final Map<Class<?>, Pattern> PATTERNS = Map.of(
            Uid.class, Ids.FORM,
            RunId.class, Ids.FORM,
            Style.class, Ids.FORM,
            Timecode.class, Timecode.FORM,
            Sha256.class, Sha256.FORM,
            URI.class, MediaUris.FORM,
            Instant.class, UtcTimes.FORM);

    private static final Map<Class<?>, String> JSON_TYPES = Map.of(
            int.class, "integer",
            Integer.class, "integer",
            long.class, "integer",
            Long.class, "integer",
            Double.class, "number",
            boolean.class, "boolean",
            Boolean.class, "boolean");

    @ParameterizedTest
    @EnumSource
    void theSchemaNamesTheFieldsOfTheRecord(EventType type) {
        JsonNode schema = Files.schemaTree(type);
        assertThat(schema.path("$id").stringValue()).isEqualTo(type.schema().toString());
        agree(type.data(), schema, schema, type.topic());
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldIsDescribedAndNoFieldIsForbidden(EventType type) {
        JsonNode schema = Files.schemaTree(type);
        assertThat(schema.findValues("additionalProperties")).isEmpty();
        schema.findValues("properties").stream()
                .flatMap(JsonNode::valueStream)
                .forEach(field -> assertThat(field.path("description").isString())
                        .as("%s", field)
                        .isTrue());
    }

    private static void agree(Class<?> record, JsonNode found, JsonNode root, String where) {
        JsonNode schema = resolved(found, root);
        RecordComponent[] components = record.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(SchemaAgreementTest::jsonName).toList();
        assertThat(schema.path("properties").propertyNames()).as(where).containsExactlyElementsOf(names);
        List<String> required = Arrays.stream(components)
                .filter(component -> component.getType() != Optional.class || saidEvenWhenAbsent(component))
                .map(SchemaAgreementTest::jsonName)
                .toList();
        assertThat(schema.path("required").valueStream().map(JsonNode::stringValue))
                .as(where)
                .containsExactlyElementsOf(required);
        for (RecordComponent component : components) {
            String name = jsonName(component);
            JsonNode field = resolved(schema.path("properties").path(name), root);
            String path = where + "/" + name;
            assertThat(types(field).contains("null")).as(path).isEqualTo(component.getType() == Optional.class);
            if (component.getType() == List.class) {
                assertThat(types(field)).as(path).containsExactly("array");
                agree(valueClass(component.getGenericType()), field.path("items"), root, path);
            } else {
                agreeOnValue(valueClass(component.getGenericType()), field, root, path);
            }
        }
    }

    private static void agreeOnValue(Class<?> value, JsonNode field, JsonNode root, String path) {
        boolean nested = value.isRecord() && !PATTERNS.containsKey(value);
        String jsonType = nested ? "object" : JSON_TYPES.getOrDefault(value, "string");
        assertThat(types(field).getFirst()).as(path).isEqualTo(jsonType);
        assertThat(Optional.ofNullable(field.path("pattern").stringValue(null)))
                .as(path)
                .isEqualTo(Optional.ofNullable(PATTERNS.get(value))
                        .map(form -> form.pattern().replace("2})*+", "2})*")));
        if (value.isEnum()) {
            assertThat(field.path("enum")).as(path).isEqualTo(Files.JSON.valueToTree(value.getEnumConstants()));
        }
        if (nested) {
            agree(value, field, root, path);
        }
    }

    private static boolean saidEvenWhenAbsent(RecordComponent component) {
        return List.of(ClipReady.class, ListedClip.class).contains(component.getDeclaringRecord())
                && component.getName().equals("thumbnail");
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        return schema.has("$ref") ? root.at(schema.path("$ref").stringValue().substring(1)) : schema;
    }

    private static List<String> types(JsonNode field) {
        JsonNode type = field.path("type");
        return type.isString()
                ? List.of(type.stringValue())
                : type.valueStream().map(JsonNode::stringValue).toList();
    }

    private static Class<?> valueClass(Type type) {
        return type instanceof ParameterizedType optional
                ? (Class<?>) optional.getActualTypeArguments()[0]
                : (Class<?>) type;
    }

    private static String jsonName(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
